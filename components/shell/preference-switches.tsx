import { cookies } from 'next/headers'
import { useLocale, useTranslations } from 'next-intl'
import { cn } from '@/components/ui/class-names'
import { LOCALE_COOKIE, locales } from './locale'
import { setPreference } from './set-preference'
import { isTheme, THEME_COOKIE, type Theme, themes } from './theme'

type Option = { value: string; label: string; current: boolean; lang?: string }

// Plain forms with a server action: they work before and without scripts.
function Switch({ name, legend, options }: { name: string; legend: string; options: Option[] }) {
  return (
    <form action={setPreference} className="no-print flex items-center gap-x-4">
      <span className="sr-only">{legend}</span>
      {options.map((option) => (
        <button
          key={option.value}
          type="submit"
          name={name}
          value={option.value}
          lang={option.lang}
          aria-pressed={option.current}
          className={cn(
            'min-h-8 underline-offset-4 pointer-coarse:min-h-11',
            option.current ? 'font-semibold text-ink' : 'text-action underline decoration-1 hover:decoration-2',
          )}
        >
          {option.label}
        </button>
      ))}
    </form>
  )
}

const ownNames = { en: 'English', fr: 'Français' } as const

export function LanguageSwitch() {
  const t = useTranslations('common.shell')
  const current = useLocale()
  const options = locales.map((value) => ({ value, label: ownNames[value], lang: value, current: value === current }))
  return <Switch name={LOCALE_COOKIE} legend={t('language')} options={options} />
}

export async function ThemeSwitch() {
  const chosen = (await cookies()).get(THEME_COOKIE)?.value
  return <ThemeOptions current={isTheme(chosen) ? chosen : 'system'} />
}

function ThemeOptions({ current }: { current: Theme }) {
  const t = useTranslations('common.shell.theme')
  const options = themes.map((value) => ({ value, label: t(value), current: value === current }))
  return <Switch name={THEME_COOKIE} legend={t('label')} options={options} />
}
