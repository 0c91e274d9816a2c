import { useTranslations } from 'next-intl'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { SelectField, TextAreaField, TextField } from '@/components/ui/text-field'
import { databaseKinds } from '@/lib/domain/data-map/types'

type Known = { kind: string; host: string; port: number; database: string; user: string; tls: string; replica?: string }

/**
 * Where a database stands and who signs in there: in fields or as one URL. Nothing here is `required` for the
 * browser, which cannot point at a field of the way that was not chosen; the server says what is missing.
 */
export function ConnectionFields({ known }: { known?: Known }) {
  const t = useTranslations('admin.connect')
  return (
    <>
      <ChoiceGroup id="how" label={t('how')}>
        <Radio
          id="how-fields"
          name="how"
          value="fields"
          defaultChecked
          label={t('byFields')}
          reveals={<SingleFields known={known} />}
        />
        <Radio
          id="how-url"
          name="how"
          value="url"
          label={t('byUrl')}
          reveals={
            // An address holds the password: it is typed like one.
            <TextField
              name="url"
              type="password"
              label={t('url')}
              hint={<span className="wrap-anywhere">{t('urlHint')}</span>}
              autoComplete="off"
              fieldClassName="my-3"
            />
          }
        />
      </ChoiceGroup>
      <TextField
        name="replica"
        label={t('replica')}
        hint={t('replicaHint')}
        defaultValue={known?.replica}
        optional
        autoComplete="off"
        spellCheck={false}
      />
      <TextAreaField
        name="pseudonymKeys"
        label={t('pseudonymKeys')}
        hint={t('pseudonymKeysHint')}
        optional
        rows={2}
        spellCheck={false}
        className="min-h-16 font-mono text-sm"
      />
      <TextAreaField
        name="ca"
        label={t('ca')}
        hint={t('caHint')}
        optional
        rows={3}
        spellCheck={false}
        className="min-h-16 font-mono text-sm"
      />
    </>
  )
}

function SingleFields({ known }: { known?: Known }) {
  const t = useTranslations('admin.connect')
  const off = { autoComplete: 'off', spellCheck: false } as const
  return (
    <div className="my-3 grid gap-5">
      <SelectField name="kind" label={t('kind')} defaultValue={known?.kind ?? 'postgresql'}>
        {databaseKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </SelectField>
      <div className="grid gap-5 sm:grid-cols-[minmax(0,1fr)_7rem]">
        <TextField name="host" label={t('host')} defaultValue={known?.host} {...off} />
        <TextField
          name="port"
          label={t('port')}
          hint={t('portHint')}
          defaultValue={known?.port}
          inputMode="numeric"
          {...off}
        />
      </div>
      <TextField name="database" label={t('database')} defaultValue={known?.database} {...off} />
      <TextField name="user" label={t('user')} defaultValue={known?.user} {...off} />
      <TextField
        name="password"
        type="password"
        label={t('password')}
        hint={t('passwordHint')}
        autoComplete="new-password"
      />
      <SelectField name="tls" label={t('tls')} defaultValue={known?.tls ?? 'verify-full'}>
        {(['verify-full', 'require', 'disable'] as const).map((mode) => (
          <option key={mode} value={mode}>
            {t(`tlsMode.${mode}`)}
          </option>
        ))}
      </SelectField>
    </div>
  )
}
