import type { EvidenceTally } from '../../core/signals/evidence.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './SettingsForm.module.css'

/** What refunds took away from the model that recommends, and what became of the words without a column of their own. */
export function EvidenceTallyNote({ tally }: { readonly tally: EvidenceTally }) {
  const { t, format } = useI18n()
  const { matched, cancelledLines, unmatched } = tally.refunds
  const { foldedWords, foldedUses, droppedWords, droppedUses } = tally.keywords
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
      {foldedWords + droppedWords === 0 ? null : (
        <p>
          {t('evidence.families', {
            folded: format.count(foldedWords),
            foldedUses: format.count(foldedUses),
            dropped: format.count(droppedWords),
            droppedUses: format.count(droppedUses),
          })}
        </p>
      )}
    </div>
  )
}
