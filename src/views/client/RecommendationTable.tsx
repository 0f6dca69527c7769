import { Fragment, useId, useMemo, useState } from 'react'
import type { Explanation, Recommendation, RecommendationList } from '../../core/explain/recommendation.ts'
import { ReasonBar, type ReasonPart } from '../../charts/ReasonBar.tsx'
import { useElementWidth } from '../../charts/use-element-width.ts'
import type { NamedRecommendations } from '../../state/recommendation-store.ts'
import { useI18n } from '../use-i18n.ts'
import { langOf } from './hangul.ts'
import { Chevron } from './PurchaseTree.tsx'
import {
  categoryName,
  entryName,
  hasPart,
  reasonScale,
  reasonSegments,
  type AdditiveReason,
  type EntryCounts,
  type ReasonSegment,
} from './reason-shape.ts'
import { ReasonDetails } from './ReasonDetails.tsx'
import styles from './Recommendations.module.css'
import { useEntryText } from './use-entry-text.ts'
import { NARROW, useMedia } from './use-media.ts'

interface RecommendationTableProps {
  readonly named: NamedRecommendations
  /** Depth of the ranked categories: 1 the broadest, 3 the code. */
  readonly level: number
  readonly counts: EntryCounts
}

/** Room of the button and the gaps beside the bar, of one sum, and the widest bar. CSS pixels. */
const BESIDE_BAR = 44
const SUM_ROOM = 50
/** Part of the table that Why has, as in the style sheet, unless it stands under its row. */
const WHY_SHARE = 0.47
const MOST_BAR = 260
const NAMED_ENTRIES = 2
/** Smaller scores would print as 0.000: those that fill a list up below the client's own categories. */
const SMALLEST_SHOWN = 0.001
/** Stands where a client has no evidence of a kind at all. */
const NONE = '\u2013'
const HEADS = ['client.rank', 'client.code', 'client.category', 'client.score', 'client.why'] as const
const isNumber = (head: (typeof HEADS)[number]): boolean => head === 'client.rank' || head === 'client.score'

type Hue = ReasonPart['hue']

const HUE_OF = { query: 'qu', word: 'kw', purchase: 'pu', raw: 'raw' } as const satisfies Record<
  ReasonSegment['block'],
  Hue
>

/** The sums that stand beside the bars: only those of the parts that the list is made of. */
function sumsOf(list: RecommendationList): readonly Hue[] {
  if (list.route === 'query') return ['qu']
  const sums: readonly Hue[] = hasPart(list, 'query') ? ['qu', 'kw', 'pu'] : ['kw', 'pu']
  return hasPart(list, 'rawDifference') ? [...sums, 'raw'] : sums
}

/** The ranked categories, each with its reasons as one bar; all bars are on one scale. */
export function RecommendationTable({ named, level, counts }: RecommendationTableProps) {
  const { t } = useI18n()
  const [measure, width] = useElementWidth()
  const whyWidth = useMedia(NARROW) ? width : width * WHY_SHARE
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const bars = useMemo(
    () =>
      named.list.items.map(({ explanation }) => (explanation.kind === 'additive' ? reasonSegments(explanation) : [])),
    [named],
  )
  const scale = useMemo(() => reasonScale(bars), [bars])
  const sums = sumsOf(named.list)
  const toggle = (column: number) => {
    const next = new Set(opened)
    if (!next.delete(column)) next.add(column)
    setOpened(next)
  }
  return (
    <div ref={measure}>
      <table aria-label={t('client.recommended')} className={styles['table']}>
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col" className={isNumber(head) ? 'n' : undefined}>
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {named.list.items.map((item, at) => (
            <Row
              key={item.column}
              item={item}
              segments={bars[at] ?? []}
              scale={scale}
              barWidth={Math.max(0, Math.min(MOST_BAR, whyWidth - BESIDE_BAR - SUM_ROOM * sums.length))}
              sums={sums}
              named={named}
              level={level}
              counts={counts}
              isOpen={opened.has(item.column)}
              onToggle={() => {
                toggle(item.column)
              }}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps extends RecommendationTableProps {
  readonly item: Recommendation
  readonly segments: readonly ReasonSegment[]
  readonly scale: { readonly low: number; readonly high: number }
  readonly barWidth: number
  readonly sums: readonly Hue[]
  readonly isOpen: boolean
  readonly onToggle: () => void
}

function Row({ item, segments, scale, barWidth, sums, named, level, counts, isOpen, onToggle }: RowProps) {
  const { t, format } = useI18n()
  const detailId = useId()
  const label = named.labels.get(item.column)
  const { text, count } = entryName(label, level, counts)
  const parents = label === undefined ? [] : categoryName(label, level).parents
  const name = text ?? t('client.unnamed')
  const { explanation } = item
  return (
    <Fragment>
      <tr className={styles['row']}>
        <td className="n dim">{item.rank}</td>
        <td className={`num dim ${styles['code'] ?? ''}`} title={label?.code}>
          {label?.code}
        </td>
        <td className={styles['category']}>
          <div className={`trunc ${text === null ? 'dim' : 'med'}`} lang={langOf(name)} title={name}>
            {name}
          </div>
          <div className={styles['under']}>
            {item.repeat ? (
              <span className="tag">
                {count === null ? t('client.boughtBefore') : t('client.boughtTimes', { count: format.count(count) })}
              </span>
            ) : null}
            <span className="mic dim trunc" lang={langOf(parents.join(''))} title={parents.join(' › ')}>
              {parents.join(' › ')}
            </span>
          </div>
        </td>
        <td className="n b">
          {explanation.kind === 'popularity' && explanation.clients === item.score
            ? format.count(item.score)
            : item.score > 0 && item.score < SMALLEST_SHOWN
              ? t('client.scoreBelow', { score: format.decimal(SMALLEST_SHOWN, 3) })
              : format.decimal(item.score, 3)}
        </td>
        <td className={styles['why']}>
          {explanation.kind !== 'additive' ? (
            <span className={`sm sec ${styles['sentence']}`}>
              <Impersonal reason={explanation} />
            </span>
          ) : (
            <Reasons
              reason={explanation}
              segments={segments}
              scale={scale}
              barWidth={barWidth}
              sums={sums}
              named={named}
              level={level}
              counts={counts}
              button={
                <button
                  type="button"
                  className={styles['more']}
                  aria-expanded={isOpen}
                  aria-controls={isOpen ? detailId : undefined}
                  aria-label={t('client.showReasons', { name })}
                  onClick={onToggle}
                >
                  <Chevron />
                </button>
              }
            />
          )}
        </td>
      </tr>
      {isOpen && explanation.kind === 'additive' ? (
        <tr id={detailId} className={styles['detailRow']}>
          <td colSpan={HEADS.length}>
            <ReasonDetails reason={explanation} labels={named.labels} level={level} counts={counts} />
          </td>
        </tr>
      ) : null}
    </Fragment>
  )
}

/** In words, where a score does not split over the entries of the client. */
function Impersonal({ reason }: { readonly reason: Exclude<Explanation, AdditiveReason> }) {
  const { t, format } = useI18n()
  if (reason.kind === 'not-defined') return t('client.whyNotDefined')
  const clients = format.count(reason.clients)
  if (reason.kind === 'popularity') return t('client.whyPopular', { clients })
  const { segment, segmentClients } = reason
  return t('client.whySegment', {
    clients,
    all: format.count(segmentClients),
    segment: segment.kind === 'unit' ? t('client.segment.unit', segment) : t('client.segment.demographics', segment),
  })
}

interface ReasonsProps extends RecommendationTableProps {
  readonly reason: AdditiveReason
  readonly segments: readonly ReasonSegment[]
  readonly scale: { readonly low: number; readonly high: number }
  readonly barWidth: number
  readonly sums: readonly Hue[]
  readonly button: React.ReactNode
}

/** The bar, the sums by block, and the strongest entries by name. */
function Reasons({ reason, segments, scale, barWidth, sums, named, level, counts, button }: ReasonsProps) {
  const { t, format } = useI18n()
  const entryText = useEntryText(named.labels, level, counts)
  const words = format.signed(reason.words, 2)
  const purchases = format.signed(reason.purchases, 2)
  const query = format.signed(reason.query?.share ?? 0, 2)
  const strongest = reason.shares.slice(0, NAMED_ENTRIES)
  const near = reason.query === undefined ? null : t('client.reasonNear', { near: entryText(reason.query.column) })
  const raw = format.signed(reason.rawDifference ?? 0, 2)
  const nameOf = ({ block, share }: ReasonSegment): string => {
    if (block === 'query') return near ?? ''
    if (block === 'raw') return t('client.rawDifference')
    return share === null ? t('client.otherEntries') : entryText(share.column)
  }
  const parts = segments.map((segment) => ({
    hue: HUE_OF[segment.block],
    value: segment.value,
    title: t('client.reasonPart', { name: nameOf(segment), share: format.signed(segment.value, 3) }),
  }))
  const shown = {
    qu: reason.query === undefined ? NONE : query,
    kw: reason.words === 0 ? NONE : words,
    pu: reason.purchases === 0 ? NONE : purchases,
    raw,
  }
  const label = !sums.includes('qu')
    ? t('client.reasonBar', { words, purchases })
    : sums.length === 1
      ? t('client.reasonBarQuery', { query })
      : t('client.reasonBarBlend', { query, words, purchases })
  return (
    <>
      <div className={styles['reason']}>
        <ReasonBar
          {...scale}
          parts={parts}
          width={barWidth}
          label={sums.includes('raw') ? t('client.reasonBarRaw', { parts: label, raw }) : label}
        />
        {sums.map((hue) => (
          <span key={hue} className={`n ${hue} ${styles['sum'] ?? ''}`}>
            {shown[hue]}
          </span>
        ))}
        {button}
      </div>
      <ul className={`mic ${styles['strongest'] ?? ''}`}>
        {near === null ? null : <li className="qu">{near}</li>}
        {strongest.map(({ column, block, share }) => (
          <li key={column} className={block === 'word' ? 'kw' : 'pu'} lang={langOf(entryText(column))}>
            {share < 0 ? '\u2212 ' : ''}
            {entryText(column)}
          </li>
        ))}
      </ul>
    </>
  )
}
