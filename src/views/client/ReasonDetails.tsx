import type { ColumnLabel } from '../../protocol/client-history.ts'
import { useI18n } from '../use-i18n.ts'
import { langOf } from './hangul.ts'
import { reasonTotal, type AdditiveReason, type EntryCounts } from './reason-shape.ts'
import styles from './Recommendations.module.css'
import { useEntryText } from './use-entry-text.ts'

interface ReasonDetailsProps {
  readonly reason: AdditiveReason
  readonly labels: ReadonlyMap<number, ColumnLabel>
  readonly level: number
  readonly counts: EntryCounts
}

/** All that a score is made of, to the third decimal: the largest entries by name, the others as one sum. */
export function ReasonDetails({ reason, labels, level, counts }: ReasonDetailsProps) {
  const { t, format } = useI18n()
  const entryText = useEntryText(labels, level, counts)
  return (
    <div className={styles['details']}>
      <div className={`${styles['detailLine'] ?? ''} sm dim`} aria-hidden="true">
        <span>{t('client.reasonName')}</span>
        <span className="n">{t('client.reasonWeight')}</span>
        <span className="n">{t('client.reasonShare')}</span>
      </div>
      <ul>
        {reason.query === undefined ? null : (
          <li className={styles['detailLine']}>
            <span className="trunc">
              <span className="qu" aria-hidden="true">
                ■{' '}
              </span>
              {t('client.reasonNearCosine', {
                near: entryText(reason.query.column),
                cosine: format.decimal(reason.query.similarity, 3),
              })}
            </span>
            <span className="n" />
            <span className="n qu">
              <span className="sr">{t('client.reasonShare')} </span>
              {format.signed(reason.query.share, 3)}
            </span>
          </li>
        )}
        {reason.shares.map(({ column, block, weight, share }) => (
          <li key={column} className={styles['detailLine']}>
            <span className="trunc">
              <span className={block === 'word' ? 'kw' : 'pu'}>
                ■ <span className="sr">{t(block === 'word' ? 'client.legendWords' : 'client.legendPurchases')} </span>
              </span>
              <span lang={langOf(entryText(column))}>{entryText(column)}</span>
            </span>
            <span className="n sec">
              <span className="sr">{t('client.reasonWeight')} </span>
              {format.decimal(weight, 2)}
            </span>
            <span className={`n ${block === 'word' ? 'kw' : 'pu'}`}>
              <span className="sr">{t('client.reasonShare')} </span>
              {format.signed(share, 3)}
            </span>
          </li>
        ))}
        {reason.restCount === 0 ? null : (
          <li className={`${styles['detailLine'] ?? ''} sec`}>
            <span>{t('client.otherEntriesCount', { count: format.count(reason.restCount) })}</span>
            <span className="n" />
            <span className="n">{format.signed(reason.rest, 3)}</span>
          </li>
        )}
        {reason.rawDifference === undefined ? null : (
          <li className={styles['detailLine']}>
            <span>
              <span className="raw" aria-hidden="true">
                ▨{' '}
              </span>
              {t('client.rawDifferenceLong')}
            </span>
            <span className="n" />
            <span className="n raw">
              <span className="sr">{t('client.reasonShare')} </span>
              {format.signed(reason.rawDifference, 3)}
            </span>
          </li>
        )}
        <li className={`${styles['detailLine'] ?? ''} ${styles['total'] ?? ''} med`}>
          <span>{t('client.sumsToScore')}</span>
          <span className="n" />
          <span className="n">{format.decimal(reasonTotal(reason), 3)}</span>
        </li>
      </ul>
      {reason.rawDifference === undefined ? null : <p className="sm dim">{t('client.rawReasons')}</p>}
      <p className="sm dim">{t('client.shareNote')}</p>
    </div>
  )
}
