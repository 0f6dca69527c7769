import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import type { Overview } from '../../protocol/overview.ts'
import { FeaturesOffList } from '../FeaturesOffList.tsx'
import { useI18n, type I18n } from '../use-i18n.ts'
import { DaysSection } from './DaysSection.tsx'
import { DemographicsSection } from './DemographicsSection.tsx'
import { FunnelSection } from './FunnelSection.tsx'
import styles from './Overview.module.css'
import { dayCount, hasFile, rowsOf, verdictKind } from './overview-shape.ts'
import { SegmentsSection } from './SegmentsSection.tsx'
import { TopCategories } from './TopCategories.tsx'
import { TopKeywords } from './TopKeywords.tsx'
import { UnitsSection } from './UnitsSection.tsx'

/** The one sentence: how many clients, how many of them never bought, how much they searched. */
function verdict({ t, format }: I18n, summary: DatasetSummary, overview: Overview): string {
  const { clientCount, segments, searchCount } = overview
  const clients = format.count(clientCount)
  const days = format.count(dayCount(summary))
  const searches = format.count(searchCount ?? 0)
  switch (verdictKind(summary, overview)) {
    case 'both': {
      if (clientCount > 0 && segments.buyers === clientCount)
        return t('overview.verdictAllBought', { clients, searches, days })
      const share = format.percent(clientCount === 0 ? 0 : 1 - segments.buyers / clientCount)
      return t('overview.verdictBoth', { clients, share, searches, days })
    }
    case 'actions':
      return t('overview.verdictActions', { clients, searches, days })
    case 'visits':
      return t('overview.verdictVisits', { clients, actions: format.count(rowsOf(summary, 'actions') ?? 0), days })
    case 'transactions':
      return t('overview.verdictTransactions', {
        clients,
        lines: format.count(rowsOf(summary, 'transactions') ?? 0),
        days,
      })
    case 'people':
      return t('overview.verdictPeople', { clients })
    case 'products':
      return t('overview.verdictProducts')
  }
}

/** Stands where the number goes, to find it again in the translated text. */
const NUMBER_PLACE = '\u0000'

function Sizes({ summary, overview }: OverviewPageProps) {
  const { t, format } = useI18n()
  const { period } = summary
  const sizes = [
    { size: 'clients', count: overview.clientCount },
    { size: 'actions', count: rowsOf(summary, 'actions') },
    { size: 'searches', count: overview.searchCount },
    { size: 'keywords', count: overview.keywordCount },
    { size: 'lines', count: rowsOf(summary, 'transactions') },
    { size: 'categories', count: overview.categoryCount },
    { size: 'days', count: period === null ? null : dayCount(summary) },
  ] as const
  return (
    <ul className={styles['sizes']} aria-label={t('overview.sizes')}>
      {sizes.map(({ size, count }) => {
        if (count === null) return null
        const [before = '', after = ''] = t(`overview.size.${size}`, { count: NUMBER_PLACE }).split(NUMBER_PLACE)
        return (
          <li key={size}>
            {before}
            <b className="b">{format.count(count)}</b>
            {after}
          </li>
        )
      })}
      {period === null ? null : (
        <li>{t('overview.period', { first: format.day(period.firstDay), last: format.day(period.lastDay) })}</li>
      )}
    </ul>
  )
}

interface OverviewPageProps {
  readonly summary: DatasetSummary
  readonly overview: Overview
}

/** The data set at a glance. Reads no store but the language, so a test renders it from literals. */
export function OverviewPage({ summary, overview }: OverviewPageProps) {
  const i18n = useI18n()
  const { t } = i18n
  return (
    <>
      <div className="head">
        <h1>{t('overview.title')}</h1>
        <span className="sm dim">{t('overview.subtitle')}</span>
      </div>
      <p className={styles['verdict']}>{verdict(i18n, summary, overview)}</p>
      <Sizes summary={summary} overview={overview} />
      <DaysSection days={overview.days} />
      <div className={styles['pair']}>
        <SegmentsSection overview={overview} />
        <UnitsSection units={overview.units} />
      </div>
      <FunnelSection funnel={overview.funnel} clientCount={overview.clientCount} />
      <div className={styles['pair']}>
        <TopKeywords overview={overview} hasActions={hasFile(summary, 'actions')} />
        <TopCategories overview={overview} />
      </div>
      <DemographicsSection overview={overview} hasDemographics={hasFile(summary, 'demographics')} />
      <section aria-label={t('overview.missing')} className={styles['part']}>
        <div className="head">
          <h2>{t('overview.missing')}</h2>
        </div>
        {summary.off.length === 0 ? (
          <p className="sec">{t('overview.missingNone')}</p>
        ) : (
          <FeaturesOffList summary={summary} />
        )}
      </section>
    </>
  )
}
