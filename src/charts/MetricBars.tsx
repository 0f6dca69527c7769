import { Bar, BarChart, CartesianGrid, ReferenceLine, useXAxisScale, XAxis, YAxis, type BarShapeProps } from 'recharts'
import styles from './MetricBars.module.css'
import { roughWidth } from './place-labels.ts'
import { tickDigits, ticksFromZero } from './ticks-from-zero.ts'

/** One estimate with its interval. */
export interface MetricBar {
  /** Unique among the bars. */
  readonly name: string
  /** `focus` is what the caption is about; the others are grey. */
  readonly tone: 'focus' | 'context'
  readonly value: number
  readonly valueText: string
  /** `null` where there is none. */
  readonly interval: { readonly low: number; readonly high: number } | null
}

interface MetricBarsProps {
  /** Accessible name: what, of whom, when. */
  readonly label: string
  readonly bars: readonly MetricBar[]
  /** A dashed rule to compare with, named above it. */
  readonly reference: { readonly value: number; readonly text: string } | null
  /** A number of the axis, with the decimals that its round ticks need. */
  readonly axisText: (value: number, digits: number) => string
}

const INK = { focus: 'var(--focus-series)', context: 'var(--context-series)' } as const

const BAR_ROW = 32
const BAR_THICKNESS = 10
const AXIS_HEIGHT = 22
/** Room above the bars for the name of the reference. */
const TOP = 20
const TICK = { fontSize: 11, fill: 'var(--ink-3)' } as const

/** Horizontal bars from zero with a dot at the estimate and a line over its interval, over the width of their place. */
export function MetricBars({ label, bars, reference, axisText }: MetricBarsProps) {
  const nameWidth = Math.max(...bars.map((bar) => roughWidth(bar.name))) + 12
  const valueWidth = Math.max(...bars.map((bar) => roughWidth(bar.valueText))) + 12
  const highest = Math.max(...bars.map((bar) => bar.interval?.high ?? bar.value))
  const reach = highest > 0 ? highest : 1
  const ticks = ticksFromZero(reach)
  const digits = tickDigits(ticks)
  return (
    <div role="img" aria-label={label} className={styles['chart']}>
      <BarChart
        aria-hidden
        responsive
        layout="vertical"
        style={{ width: '100%', height: TOP + AXIS_HEIGHT + bars.length * BAR_ROW }}
        data={bars.map((bar) => ({ ...bar }))}
        margin={{ top: TOP, right: valueWidth, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid horizontal={false} syncWithTicks stroke="var(--grid)" />
        <XAxis
          type="number"
          domain={[0, reach]}
          ticks={[...ticks]}
          interval={0}
          tickFormatter={(value: number) => axisText(value, digits)}
          tickLine={false}
          axisLine={false}
          tick={TICK}
          height={AXIS_HEIGHT}
        />
        <YAxis
          type="category"
          dataKey="name"
          width={nameWidth}
          interval={0}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={{ ...TICK, fill: 'var(--ink-2)' }}
        />
        {reference === null ? null : (
          <ReferenceLine
            x={reference.value}
            stroke="var(--reference)"
            strokeDasharray="3 3"
            label={{ value: reference.text, position: 'top', fontSize: 11, fill: 'var(--ink-2)' }}
          />
        )}
        <Bar
          dataKey="value"
          barSize={BAR_THICKNESS}
          isAnimationActive={false}
          shape={(shape: BarShapeProps) => <Estimate shape={shape} bar={bars[shape.index]} />}
        />
      </BarChart>
    </div>
  )
}

function Estimate({ shape, bar }: { readonly shape: BarShapeProps; readonly bar: MetricBar | undefined }) {
  const xOf = useXAxisScale()
  if (bar === undefined || xOf === undefined) return null
  const { x, y, width, height } = shape
  const middle = y + height / 2
  const low = bar.interval === null ? undefined : xOf(bar.interval.low)
  const high = bar.interval === null ? undefined : xOf(bar.interval.high)
  const ink = INK[bar.tone]
  const end = Math.max(x + width, high ?? 0)
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} fill={ink} opacity={0.28} />
      {low === undefined || high === undefined ? null : (
        <line x1={low} x2={high} y1={middle} y2={middle} stroke={ink} strokeWidth={2} />
      )}
      <circle cx={x + width} cy={middle} r={4} fill={ink} />
      <text
        x={end + 8}
        y={middle}
        dominantBaseline="central"
        className={bar.tone === 'focus' ? styles['strong'] : styles['value']}
      >
        {bar.valueText}
      </text>
    </g>
  )
}
