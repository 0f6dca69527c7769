import { Bar, BarChart, CartesianGrid, Rectangle, XAxis, YAxis, type BarShapeProps } from 'recharts'
import styles from './DayColumns.module.css'
import { ticksFromZero } from './ticks-from-zero.ts'

/** One column: a day and how much of it. */
export interface DayPoint {
  /** Days since any fixed day, rising by one. */
  readonly day: number
  readonly value: number
}

interface DayColumnsProps {
  /** Accessible name: what, of whom, when. */
  readonly label: string
  readonly points: readonly DayPoint[]
  /** What the columns stand for; decides the hue. */
  readonly tone: 'words' | 'purchases' | 'context'
  /** Days that are named on the axis; none draws no axis names. */
  readonly dayTicks: readonly number[]
  readonly dayText: (day: number) => string
  readonly valueText: (value: number) => string
  /** CSS pixels, axis included. */
  readonly height: number
  /** Position in `points` that the pointer is at, shown darker; shared by charts that stand above each other. */
  readonly active: number | null
  readonly onActive: (index: number | null) => void
}

/** CSS pixels under an axis without names, for the lower half of the zero. */
const NO_NAMES_ROOM = 6

/** CSS pixels: columns wider than this stand a pixel apart; narrower ones would fade. */
const WIDE_COLUMN = 6

const FILLS = { words: 'var(--kw)', purchases: 'var(--pu)', context: 'var(--context-series)' } as const

/**
 * One column a day, from zero, over the width of its place.
 *
 * Charts with the same points stand above each other as lanes of one time axis: their value axes are equally wide.
 */
export function DayColumns(props: DayColumnsProps) {
  const { label, points, tone, dayTicks, dayText, valueText, height, active, onActive } = props
  const fill = FILLS[tone]
  const isNamed = dayTicks.length > 0
  const peak = Math.max(0, ...points.map((point) => point.value))
  return (
    <div role="img" aria-label={label} className={styles['chart']}>
      <BarChart
        aria-hidden
        responsive
        style={{ width: '100%', height }}
        data={[...points]}
        margin={{ top: 6, right: 0, bottom: isNamed ? 0 : NO_NAMES_ROOM, left: 0 }}
        barCategoryGap={0}
        accessibilityLayer={false}
        onMouseMove={(state) => {
          const index = Number(state.activeTooltipIndex ?? NaN)
          onActive(Number.isInteger(index) ? index : null)
        }}
        onMouseLeave={() => {
          onActive(null)
        }}
      >
        <CartesianGrid vertical={false} stroke="var(--grid)" syncWithTicks />
        <XAxis
          dataKey="day"
          ticks={[...dayTicks]}
          interval={0}
          tickFormatter={dayText}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          height={isNamed ? 20 : 1}
          tick={isNamed ? { fontSize: 11, fill: 'var(--ink-3)' } : false}
        />
        <YAxis
          width={44}
          domain={[0, 'dataMax']}
          ticks={[...ticksFromZero(peak)]}
          interval={0}
          tickFormatter={valueText}
          tickLine={false}
          axisLine={false}
          tick={{ fontSize: 11, fill: 'var(--ink-3)' }}
        />
        <Bar
          dataKey="value"
          isAnimationActive={false}
          fill={fill}
          shape={(shape: BarShapeProps) => (
            <Rectangle
              {...shape}
              width={shape.width > WIDE_COLUMN ? shape.width - 1 : shape.width}
              fill={fill}
              opacity={active === null || shape.index === active ? 1 : 0.55}
            />
          )}
        />
      </BarChart>
    </div>
  )
}
