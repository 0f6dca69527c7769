import { useStore } from 'zustand'
import type { TriedCandidate } from '../../core/models/refine/refine-als.ts'
import type { AlsSettings } from '../../core/models/recipe.ts'
import type { Format } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { RefineResult } from '../../state/refine-store.ts'
import { Button } from '../../ui/Button.tsx'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { heldOutDays } from './held-out-days.ts'
import styles from './Refinement.module.css'
import { numberOf, refinedNumbers, refinementRows, refinementWord, type RefinementRow } from './refinement-shape.ts'
import { sameAls, sameEvidence } from './settings-shape.ts'
import type { SettingsDraft } from './use-settings-draft.ts'

/** Differences of NDCG@10 that matter show in the third place; the fourth tells neighbours apart. */
const DIGITS = 4

/** The numbers in which a candidate differs from the rule, as they are in some settings. */
function settingsText(t: Translate, one: Pick<TriedCandidate, 'candidate'>, settings: AlsSettings): string {
  const numbers = refinedNumbers(one)
  if (numbers.length === 0) return t('refine.rule')
  return numbers.map((number) => t(`refine.of.${number}`, { value: String(numberOf(settings, number)) })).join(', ')
}

interface RefinementResultProps {
  readonly result: RefineResult
  readonly draft: SettingsDraft
}

/** What came of a refinement: in one sentence, as a table, and what it rests on. */
export function RefinementResult({ result, draft }: RefinementResultProps) {
  const { t, format } = useI18n()
  const days = heldOutDays(format, result.fold)
  return (
    <>
      <p className={styles['sentence']}>{sentence(t, format, result)}</p>
      <Offer result={result} draft={draft} />
      <TriedTable result={result} />
      <p className={styles['note']}>
        {t('refine.note.difference')} {t('refine.note.days', days)} {t('refine.note.optimistic')}
      </p>
    </>
  )
}

function sentence(t: Translate, format: Format, result: RefineResult): string {
  const about = { ...heldOutDays(format, result.fold), clients: format.count(result.clientsWithTruth) }
  const word = refinementWord(result)
  const best = result.tried[result.best]
  const difference = best?.difference ?? null
  if (word !== 'better' || best === undefined || difference === null)
    return t(word === 'tooFew' ? 'refine.tooFew' : 'refine.none', about)
  return t('refine.better', {
    ...about,
    settings: settingsText(t, best, best.settings),
    difference: format.decimal(difference.mean, DIGITS),
    low: format.decimal(difference.low, DIGITS),
    high: format.decimal(difference.high, DIGITS),
  })
}

/** The settings for all days and how to take them; or that they are taken. */
function Offer({ result, draft }: RefinementResultProps) {
  const { t } = useI18n()
  const { model } = useStores()
  const chosen = useStore(model, (state) => state.als)
  const { offer } = result
  const best = result.tried[result.best]
  if (offer === null || best === undefined) return null
  if (chosen !== null && sameAls(chosen, offer)) return <p className={styles['offer']}>{t('refine.inUse')}</p>
  if (!sameEvidence(draft.evidence, result.evidence))
    return <p className={styles['offer']}>{t('refine.otherEvidence')}</p>
  return (
    <p className={styles['offer']}>
      {t('refine.allDays', { settings: settingsText(t, best, offer) })}
      <Button
        onClick={() => {
          draft.takeAls(offer)
          void model.getState().train()
        }}
      >
        {t('refine.use')}
      </Button>
    </p>
  )
}

function TriedTable({ result }: { readonly result: RefineResult }) {
  const { t } = useI18n()
  return (
    <ScrollBox label={t('refine.tried')}>
      <table aria-label={t('refine.tried')} className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('refine.column.settings')}</th>
            <th scope="col" className="n">
              {t('refine.column.ndcg')}
            </th>
            <th scope="col" className="n">
              {t('refine.column.difference')}
            </th>
            <th scope="col" className="n">
              {t('refine.column.interval')}
            </th>
            <th scope="col" className="n">
              {t('refine.column.searchers')}
            </th>
          </tr>
        </thead>
        <tbody>
          {refinementRows(result).map((row) => (
            <TriedRow key={JSON.stringify(row.tried.candidate)} row={row} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function TriedRow({ row }: { readonly row: RefinementRow }) {
  const { t, format } = useI18n()
  const { tried, difference, onWords } = row
  const signed = (value: number): string => format.signed(value, DIGITS)
  const interval = (one: { readonly low: number; readonly high: number }): string =>
    t('refine.interval', { low: signed(one.low), high: signed(one.high) })
  const searchers = (): string => {
    if (onWords === null) return '–'
    return onWords === 'few' ? t('refine.fewSearchers') : `${signed(onWords.mean)} (${interval(onWords)})`
  }
  return (
    <tr className={row.isOffered ? 'b' : undefined}>
      <td>{settingsText(t, tried, tried.settings)}</td>
      <td className="n">{format.decimal(tried.ndcg, DIGITS)}</td>
      <td className="n">{difference === null ? '–' : signed(difference.mean)}</td>
      <td className="n sec">{difference === null ? '–' : interval(difference)}</td>
      <td className="n sec">{searchers()}</td>
    </tr>
  )
}
