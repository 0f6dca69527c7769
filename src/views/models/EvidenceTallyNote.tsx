import type { EvidenceTally } from '../../core/signals/evidence.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './SettingsForm.module.css'

/** What refunds took away from the model that recommends. */
export function EvidenceTallyNote({ tally }: { readonly tally: EvidenceTally }) {
  const { t, format } = useI18n()
  const { matched, cancelledLines, unmatched } = tally.refunds
  return (
    <div role="note" aria-label={t('evidence.tally')} className={styles['tally']}>
      <p>
        {matched + unmatched === 0
          ? t('evidence.noRefunds')
          : t('evidence.refunds', {
              matched: format.count(matched),
              lines: format.count(cancelledLines),
              unmatched: format.count(unmatched),
            })}
      </p>
    </div>
  )
}
