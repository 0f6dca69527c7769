import { CartesianGrid, ErrorBar, Line, LineChart, useXAxisScale, useYAxisScale, XAxis, YAxis } from 'recharts'
import styles from './LineSeries.module.css'
import { roughWidth } from './place-labels.ts'
import { spreadApart } from './spread-apart.ts'
import { tickDigits, ticksFromZero } from './ticks-from-zero.ts'

/** One place of a line; an interval is a line through it. */
export interface LinePoint {
  readonly x: number
  readonly y: number
  readonly interval?: { readonly low: number; readonly high: number }
}

/** One line, named at its end in its own ink. */
export interface LineItem {
  readonly endText: string
  /** `focus` is what the caption is about; the others are grey. */
  readonly tone: 'focus' | 'context'
  /** By rising `x`. */
  readonly points: readonly LinePoint[]
}

interface LineSeriesProps {
  /** Accessible name: what, of whom, when. */
  readonly label: string
  readonly lines: readonly LineItem[]
  /** First and last `x` of the axis, also where no point is yet. */
  readonly xDomain: readonly [number, number]
  readonly xTicks: readonly number[]
  readonly xText: (x: number) => string
  /** What runs along the axis. */
  readonly xName: string
  /** A number of the value axis; `digits` are the decimals of round ticks, or `null` where the axis does not start at zero. */
  readonly yText: (y: number, digits: number | null) => string
  /** Whether the value axis starts at zero. A single falling line may start elsewhere. */
  readonly fromZero: boolean
  /** CSS pixels, axis included. */
  readonly height: number
}

const INK = { focus: 'var(--focus-series)', context: 'var(--context-series)' } as const
const TEXT_INK = { focus: 'var(--ink)', context: 'var(--ink-2)' } as const

/** Least distance of two names at the end of their lines. CSS pixels. */
const NAME_PITCH = 14
const NAME_GAP = 8
/** How much wider a text is in bold. */
const BOLD = 1.2
const TICK = { fontSize: 11, fill: 'var(--ink-3)' } as const

/** Lines over a numeric axis with their intervals, named at their ends, over the width of their place. */
export function LineSeries(props: LineSeriesProps) {
  const { label, lines, xDomain, xTicks, xText, xName, yText, fromZero, height } = props
  const points = lines.flatMap((line) => line.points)
  const highest = Math.max(0, ...points.map((point) => point.interval?.high ?? point.y))
  const ticks = fromZero ? ticksFromZero(highest > 0 ? highest : 1) : null
  const digits = ticks === null ? null : tickDigits(ticks)
  const yNames = (ticks ?? points.map((point) => point.y)).map((y) => yText(y, digits))
  const nameWidth = Math.max(0, ...lines.map((line) => roughWidth(line.endText) * (line.tone === 'focus' ? BOLD : 1)))
  return (
    <div role="img" aria-label={label} className={styles['chart']}>
      <LineChart
        aria-hidden
        responsive
        style={{ width: '100%', height }}
        margin={{ top: 14, right: nameWidth + NAME_GAP + 6, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} syncWithTicks stroke="var(--grid)" />
        <XAxis
          type="number"
          dataKey="x"
          domain={[...xDomain]}
          ticks={[...xTicks]}
          interval="preserveStartEnd"
          tickFormatter={xText}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={TICK}
          height={38}
          allowDuplicatedCategory={false}
          label={{ value: xName, position: 'insideBottomLeft', fontSize: 11, fill: 'var(--ink-3)', offset: 4 }}
        />
        <YAxis
          type="number"
          dataKey="y"
          domain={ticks === null ? ['auto', 'auto'] : [0, highest > 0 ? highest : 1]}
          {...(ticks === null ? {} : { ticks: [...ticks], interval: 0 })}
          width={Math.max(...yNames.map(roughWidth)) + 10}
          tickCount={4}
          tickFormatter={(y: number) => yText(y, digits)}
          tickLine={false}
          axisLine={false}
          tick={TICK}
        />
        {lines.map((line) => (
          <Line
            key={line.endText}
            data={line.points.map(({ x, y, interval }) => ({
              x,
              y,
              reach: interval === undefined ? [0, 0] : [y - interval.low, interval.high - y],
            }))}
            dataKey="y"
            stroke={INK[line.tone]}
            strokeWidth={line.tone === 'focus' ? 2 : 1.5}
            dot={line.points.some((point) => point.interval) ? { r: 3, fill: INK[line.tone], strokeWidth: 0 } : false}
            activeDot={false}
            isAnimationActive={false}
          >
            {line.points.some((point) => point.interval !== undefined) ? (
              <ErrorBar
                dataKey="reach"
                direction="y"
                width={0}
                strokeWidth={2}
                stroke={INK[line.tone]}
                isAnimationActive={false}
              />
            ) : null}
          </Line>
        ))}
        <EndNames lines={lines} />
      </LineChart>
    </div>
  )
}

/** The name of each line beside its last point; names that would overlap are moved apart. */
function EndNames({ lines }: { readonly lines: readonly LineItem[] }) {
  const xOf = useXAxisScale()
  const yOf = useYAxisScale()
  if (xOf === undefined || yOf === undefined) return null
  const ends = lines.flatMap((line) => {
    const last = line.points.at(-1)
    const x = last === undefined ? undefined : xOf(last.x)
    const y = last === undefined ? undefined : yOf(last.y)
    return x === undefined || y === undefined ? [] : [{ line, x, y }]
  })
  const heights = spreadApart(
    ends.map((end) => end.y),
    NAME_PITCH,
  )
  return (
    <g>
      {ends.map(({ line, x, y }, index) => {
        const lone = !line.points.some((point) => point.interval)
        return (
          <g key={line.endText}>
            {lone ? <circle cx={x} cy={y} r={3.5} fill={INK[line.tone]} /> : null}
            <text
              x={x + NAME_GAP}
              y={heights[index]}
              dominantBaseline="central"
              className={line.tone === 'focus' ? styles['strong'] : undefined}
              fill={TEXT_INK[line.tone]}
            >
              {line.endText}
            </text>
          </g>
        )
      })}
    </g>
  )
}
