import { BarList } from '../../charts/BarList.tsx'
import type { NamedCount, Overview } from '../../protocol/overview.ts'
import { useI18n, type I18n } from '../use-i18n.ts'
import styles from './Overview.module.css'
import { byNumber, foldCounts } from './overview-shape.ts'
import { Part } from './Part.tsx'

/** Values that are listed; a column of ages in years would have a hundred. */
const SHOWN_VALUES = 12

function valueName(t: I18n['t'], name: string): string {
  switch (name) {
    case 'F':
    case 'M':
      return t(`overview.gender.${name}`)
    case '':
      return t('overview.notGiven')
    case 'unknown':
      return t('overview.unknown')
    default:
      return name
  }
}

function Counts({ head, counts }: { readonly head: string; readonly counts: readonly NamedCount[] }) {
  const { t, format } = useI18n()
  const { shown, restValues, restCount } = foldCounts(counts, SHOWN_VALUES)
  const all = Math.max(
    1,
    shown.reduce((sum, entry) => sum + entry.count, restCount),
  )
  const rows = shown.map(({ name, count }) => ({ key: name, name: valueName(t, name), count }))
  if (restValues > 0)
    rows.push({
      key: 'other values',
      name: t('overview.otherValues', { count: format.count(restValues) }),
      count: restCount,
    })
  return (
    <BarList
      label={head}
      heads={[head, t('overview.clients'), t('overview.shareHead')]}
      items={rows.map(({ key, name, count }) => ({
        key,
        name,
        value: count,
        texts: [format.count(count), format.percent(count / all)],
        tone: 'context',
      }))}
    />
  )
}

interface DemographicsSectionProps {
  readonly overview: Pick<Overview, 'genders' | 'ages'>
  readonly hasDemographics: boolean
}

/** Clients by gender and age, the unknown ones included. */
export function DemographicsSection({ overview: { genders, ages }, hasDemographics }: DemographicsSectionProps) {
  const { t } = useI18n()
  return (
    <Part name={t('overview.demographics')}>
      {genders === null && ages === null ? (
        <p className="sec">
          {hasDemographics
            ? t('overview.needs.column', { columns: 'clnt_gender, clnt_age' })
            : t('overview.needs.demographics')}
        </p>
      ) : (
        <div className={styles['columns']}>
          {genders === null ? null : <Counts head={t('overview.gender')} counts={genders} />}
          {ages === null ? null : <Counts head={t('overview.age')} counts={byNumber(ages)} />}
        </div>
      )}
    </Part>
  )
}
