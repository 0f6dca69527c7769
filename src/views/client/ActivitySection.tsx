import { memo, useMemo } from 'react'
import type { ClientDay, ClientHistory } from '../../protocol/client-history.ts'
import { DayTimeline } from '../../charts/DayTimeline.tsx'
import type { TimelineLane } from '../../charts/timeline-lanes.ts'
import { useElementWidth } from '../../charts/use-element-width.ts'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { useI18n, type I18n } from '../use-i18n.ts'
import styles from './ClientView.module.css'
import { langOf } from './hangul.ts'
import { ShowsSwitch, type Shows } from './ShowsSwitch.tsx'
import {
  dayTicks,
  dayTotals,
  purchaseWords,
  searchWords,
  spanOf,
  type DaySpan,
  type DayWord,
} from './timeline-shape.ts'

interface ActivitySectionProps {
  readonly history: ClientHistory
  /** Of the whole data set. */
  readonly period: DaySpan | null
  readonly shows: Shows
  readonly onShow: (shows: Shows) => void
}

/** Room that a tick text wants. CSS pixels. */
const TICK_ROOM = 76

function Activity({ history, period, shows, onShow }: ActivitySectionProps) {
  const i18n = useI18n()
  const { t, format } = i18n
  const [measure, width] = useElementWidth()
  const { clientId, days } = history
  const span = useMemo(() => spanOf(days, period), [days, period])
  const lanes = useMemo(() => lanesOf(history, i18n), [history, i18n])
  const ticks = useMemo(
    () =>
      span === null || width === 0
        ? []
        : dayTicks(span, Math.max(1, Math.floor(width / TICK_ROOM))).map((day) => ({
            day,
            text: format.shortDay(day),
          })),
    [span, width, format],
  )
  const totals = dayTotals(days)
  return (
    <section aria-label={t('client.activity')}>
      <div className="head">
        <h2>{t('client.activity')}</h2>
        <span className="sm dim">{t('client.activityNote')}</span>
        {days.length === 0 ? null : (
          <span className="end">
            <ShowsSwitch label={t('client.activityView')} value={shows} onChange={onShow} />
          </span>
        )}
      </div>
      {days.length === 0 || span === null ? (
        <p className="sec">{t('client.noActivity')}</p>
      ) : shows === 'table' ? (
        <DayTable clientId={clientId} days={days} />
      ) : (
        <div ref={measure} className={styles['timeline']}>
          {width === 0 ? null : (
            <DayTimeline
              lanes={lanes}
              {...span}
              ticks={ticks}
              width={width}
              label={t('client.activityChart', {
                id: clientId,
                first: format.day(span.firstDay),
                last: format.day(span.lastDay),
                searches: format.count(totals.searches),
                views: format.count(totals.views),
                carts: format.count(totals.carts),
                lines: format.count(totals.lines),
              })}
            />
          )}
        </div>
      )}
    </section>
  )
}

const withLang = (words: readonly DayWord[]) => words.map(({ day, text }) => ({ x: day, text, lang: langOf(text) }))

/** Searches and views as bars, cart adds as squares, purchases as circles whose area is the amount. */
function lanesOf({ days, searches, purchases }: ClientHistory, { t, format }: I18n): readonly TimelineLane[] {
  const totals = dayTotals(days)
  const points = (kind: 'searches' | 'views' | 'carts' | 'lines') =>
    days
      .filter((day) => day[kind] > 0)
      .map((day) => {
        const said = { day: format.day(day.day), count: format.count(day[kind]) }
        return kind === 'lines'
          ? {
              day: day.day,
              value: day.amount,
              title: t('client.mark.lines', { ...said, amount: format.count(day.amount) }),
            }
          : { day: day.day, value: day[kind], title: t(`client.mark.${kind}`, said) }
      })
  const lane = (kind: 'searches' | 'views' | 'carts' | 'lines') => ({
    name: t(`client.lane.${kind}`),
    total: format.count(totals[kind]),
    points: points(kind),
    labels: [],
  })
  return [
    { ...lane('searches'), shape: 'bars', hue: 'words', labels: withLang(searchWords(days, searches)) },
    { ...lane('views'), shape: 'bars', hue: 'words-quiet' },
    { ...lane('carts'), shape: 'squares', hue: 'words' },
    { ...lane('lines'), shape: 'circles', hue: 'purchases', labels: withLang(purchaseWords(purchases)) },
  ]
}

/** The twin of the chart. */
function DayTable({ clientId, days }: { readonly clientId: string; readonly days: readonly ClientDay[] }) {
  const { t, format } = useI18n()
  const label = t('client.activityTable', { id: clientId })
  const heads = [t('client.searches'), t('client.views'), t('client.carts'), t('client.lines'), t('client.amountHead')]
  return (
    <ScrollBox label={label} low>
      <table aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('client.day')}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="n">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, searches, views, carts, lines, amount }) => (
            <tr key={day}>
              <td className="num">{format.day(day)}</td>
              {[searches, views, carts, lines, amount].map((value, at) => (
                <td key={heads[at]} className="n">
                  {format.count(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** What the client did and when: lanes over one time axis, or the same days as a table. */
export const ActivitySection = memo(Activity)
