import { useMemo, useState } from 'react'
import { DayColumns } from '../../charts/DayColumns.tsx'
import type { Overview } from '../../protocol/overview.ts'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { useI18n } from '../use-i18n.ts'
import styles from './Overview.module.css'
import { dayLanes, dayTicks, type DayLane, type DaySeries } from './overview-shape.ts'
import { Part } from './Part.tsx'

/** Fewer days than this are no course. */
const FEWEST_DAYS = 3
/** CSS pixels of a lane, and of the names of the days under the last one. */
const LANE_HEIGHT = 84
const AXIS_HEIGHT = 20

const TONES: Readonly<Record<DaySeries, 'words' | 'purchases' | 'context'>> = {
  actions: 'context',
  searches: 'words',
  lines: 'purchases',
}
const NAME_TONES: Readonly<Record<DaySeries, string>> = { actions: 'sec', searches: 'kw', lines: 'pu' }

function DayTable({ lanes }: { readonly lanes: readonly DayLane[] }) {
  const { t, format } = useI18n()
  const days = lanes[0]?.points ?? []
  return (
    <ScrollBox label={t('overview.dayTable')} low>
      <table aria-label={t('overview.dayTable')} className={styles['dayTable']}>
        <thead>
          <tr>
            <th scope="col">{t('overview.day')}</th>
            {lanes.map(({ series }) => (
              <th key={series} scope="col" className="n">
                {t(`overview.series.${series}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ day }, index) => (
            <tr key={day}>
              <td>{format.day(day)}</td>
              {lanes.map(({ series, points }) => (
                <td key={series} className="n">
                  {format.count(points[index]?.value ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function DayChart({ lanes }: { readonly lanes: readonly DayLane[] }) {
  const { t, format } = useI18n()
  const [active, setActive] = useState<number | null>(null)
  const days = (lanes[0]?.points ?? []).map((point) => point.day)
  const first = format.day(days[0] ?? 0)
  const last = format.day(days.at(-1) ?? 0)
  return (
    <div className={styles['lanes']}>
      {lanes.map(({ series, points, peak }, lane) => {
        const isLast = lane === lanes.length - 1
        const name = t(`overview.series.${series}`)
        const shown = active === null ? peak : (points[active] ?? peak)
        return (
          <div key={series} className={styles['lane']}>
            <p className={styles['laneName']}>
              <span className={`med ${NAME_TONES[series]}`}>{name}</span>
              <span className="num sec">{format.count(shown.value)}</span>
              <span className="dim trunc">
                {active === null ? t('overview.dayHighest', { day: format.day(shown.day) }) : format.day(shown.day)}
              </span>
            </p>
            <DayColumns
              label={t('overview.dayChart', {
                series: name,
                first,
                last,
                peak: format.count(peak.value),
                peakDay: format.day(peak.day),
              })}
              points={points}
              tone={TONES[series]}
              dayTicks={isLast ? dayTicks(days) : []}
              dayText={format.shortDay}
              valueText={format.compact}
              height={LANE_HEIGHT + (isLast ? AXIS_HEIGHT : 0)}
              active={active}
              onActive={setActive}
            />
          </div>
        )
      })}
    </div>
  )
}

interface DaysSectionProps {
  readonly days: Overview['days']
}

/** Actions, searches and purchase lines by day, as lanes of one time axis, each on its own scale. */
export function DaysSection({ days }: DaysSectionProps) {
  const { t } = useI18n()
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const lanes = useMemo(() => dayLanes(days), [days])
  const dayTotal = lanes[0]?.points.length ?? 0
  if (dayTotal === 0) return null
  if (dayTotal < FEWEST_DAYS) {
    return (
      <Part name={t('overview.days')} note={t('overview.daysFew')}>
        <DayTable lanes={lanes} />
      </Part>
    )
  }
  const choice = (
    <SegmentedControl
      label={t('overview.daysView')}
      options={[
        { value: 'chart', text: t('common.chart') },
        { value: 'table', text: t('common.table') },
      ]}
      value={view}
      onChange={setView}
    />
  )
  return (
    <Part name={t('overview.days')} end={choice}>
      {view === 'chart' ? <DayChart lanes={lanes} /> : <DayTable lanes={lanes} />}
    </Part>
  )
}
