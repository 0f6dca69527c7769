import type { DatasetSummary } from '../protocol/dataset-report.ts'
import { featureNeeds, type FeatureNeed } from './features-off.ts'
import styles from './FeaturesOffList.module.css'
import { useI18n, type I18n } from './use-i18n.ts'

function needText(t: I18n['t'], need: FeatureNeed): string {
  switch (need.by) {
    case 'file':
      return t('data.onWithFile', { files: need.roles.map((role) => t(`data.role.${role}`)).join(', ') })
    case 'columns':
      return t('data.onWithColumns', { columns: need.columns.join(', ') })
    case 'content':
      return t('data.onWithMore')
  }
}

interface FeaturesOffListProps {
  readonly summary: DatasetSummary
}

/** What a missing file or column turns off, each with what turns it on. */
export function FeaturesOffList({ summary }: FeaturesOffListProps) {
  const { t } = useI18n()
  return (
    <ul className={styles['list']}>
      {featureNeeds(summary).map((need) => (
        <li key={need.feature}>
          <span className="med">{t(`data.off.${need.feature}`)}</span>
          <span className="sec">{needText(t, need)}</span>
        </li>
      ))}
    </ul>
  )
}
