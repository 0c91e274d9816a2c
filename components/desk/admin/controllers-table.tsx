import { useTranslations } from 'next-intl'
import { CountryName } from '@/components/ui/country-name'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import type { MapController } from '@/lib/domain/data-map/types'

export function ControllersTable({ controllers }: { controllers: MapController[] }) {
  const t = useTranslations('admin.map.controllers')
  return (
    <section aria-labelledby="controllers" className="grid gap-2">
      <h2 id="controllers" className="text-lg">
        {t('title')}
      </h2>
      <Table caption={t('caption')} stack>
        <thead>
          <tr>
            <Th>{t('name')}</Th>
            <Th>{t('relation')}</Th>
            <Th>{t('country')}</Th>
            <Th>{t('dpo')}</Th>
          </tr>
        </thead>
        <tbody>
          {controllers.map((one) => (
            <Tr key={one.key} id={`controller-${one.key}`}>
              <RowHead>{one.name}</RowHead>
              <Td label={t('relation')}>{t(one.relation)}</Td>
              <Td label={t('country')}>
                <CountryName code={one.country} />
              </Td>
              <Td label={t('dpo')} long>
                {one.dpo.email}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}
