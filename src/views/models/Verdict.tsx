import type { Judgement } from '../../state/model-store.ts'
import { useI18n } from '../use-i18n.ts'
import { heldOutDays } from './held-out-days.ts'
import type { Freshness } from './judged-shape.ts'
import { verdictShape } from './verdict-shape.ts'
import styles from './Verdict.module.css'

interface VerdictProps {
  readonly evaluation: Judgement
  readonly freshness: Freshness
}

/** Whether ALS beats plain popularity, in one sentence, and what the sentence rests on. */
export function Verdict({ evaluation, freshness }: VerdictProps) {
  const { t, format } = useI18n()
  const { verdict, fold, clientsWithTruth, population, linesWithoutColumn } = evaluation
  const { word, tone, digits, hasDifference, hasAdvice } = verdictShape(verdict)
  const clients = format.count(clientsWithTruth)
  const days = heldOutDays(format, fold)
  const notes = [
    ...(hasDifference
      ? [
          t('models.note.difference', {
            difference: format.signed(verdict.difference, digits),
            low: format.signed(verdict.low, digits),
            high: format.signed(verdict.high, digits),
          }),
        ]
      : []),
    t('models.note.clients', { clients, population: format.count(population), ...days }),
    ...(hasDifference ? [t('models.note.bootstrap')] : []),
    ...(word === 'no-clear-difference' ? [t('models.note.notEqual')] : []),
    ...(word === 'too-few-clients' ? [t('models.note.tooFew')] : []),
    ...(linesWithoutColumn > 0 ? [t('models.note.withoutColumn', { lines: format.count(linesWithoutColumn) })] : []),
    t('models.note.about'),
    t('models.note.fallback'),
  ]
  return (
    <>
      {freshness === 'current' ? null : <p className={styles['stale']}>{t(`models.stale.${freshness}`)}</p>}
      <div className={freshness === 'current' ? undefined : 'stale'}>
        <p className={`${styles['verdict'] ?? ''} ${tone === 'bad' ? 'bad' : ''}`}>
          {t(`models.verdict.${word}`, {
            als: format.decimal(verdict.als, digits),
            popular: format.decimal(verdict.popular, digits),
            clients,
          })}
        </p>
        <p className={styles['note']}>{notes.join(' ')}</p>
        {hasAdvice ? <p className={styles['advice']}>{t('models.advice')}</p> : null}
      </div>
    </>
  )
}
