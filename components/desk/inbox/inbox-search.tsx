import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'

/** Posts, so that a name never stands in an address, a log or a history. `kept` is the rest of the inbox's address. */
export function InboxSearch({
  action,
  kept,
  names,
}: {
  action: (form: FormData) => Promise<void>
  kept: string
  names: boolean
}) {
  const t = useTranslations('desk.inbox.search')
  return (
    <search>
      <form action={action} className="flex w-full max-w-xl items-end gap-2">
        <div className="min-w-0 flex-1">
          <label htmlFor="search" className="sr-only">
            {names ? t('label') : t('labelReference')}
          </label>
          <input type="hidden" name="kept" value={kept} />
          <Input
            id="search"
            name="text"
            type="search"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            placeholder={names ? t('label') : t('labelReference')}
            aria-keyshortcuts="/"
          />
        </div>
        <SubmitButton variant="quiet">
          <Search aria-hidden />
          {t('submit')}
        </SubmitButton>
      </form>
    </search>
  )
}
