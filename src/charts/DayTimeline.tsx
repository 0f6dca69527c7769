import { Bar, ComposedChart, Scatter, XAxis, YAxis, type BarShapeProps } from 'recharts'
import { placeLabels } from './place-labels.ts'
import { laneLayout, type PlacedLane, type PlacedPoint, type TimelineLane } from './timeline-lanes.ts'

interface DayTimelineProps {
  /** From top to bottom. */
  readonly lanes: readonly TimelineLane[]
  /** Both inclusive. */
  readonly firstDay: number
  readonly lastDay: number
  /** Days with a grid line and a text under it. */
  readonly ticks: readonly { readonly day: number; readonly text: string }[]
  /** CSS pixels. */
  readonly width: number
  readonly label: string
}

/** Room for the lane names and totals beside the axis. CSS pixels. */
const SIDE = 58
const NARROW_SIDE = 46
const END = 44
const AXIS = 18
const NARROW = 560
const LEAST_BAR = 1.5
const FILL_OF = { words: 'var(--kw)', 'words-quiet': 'var(--kw-2)', purchases: 'var(--pu)' } as const

interface MarkProps {
  readonly cx?: number
  readonly cy?: number
  readonly payload?: PlacedPoint
}

/** Hollow squares: area = count. */
function SquareMark({ cx = 0, payload }: MarkProps) {
  if (payload === undefined) return null
  const { size, base, title } = payload
  return (
    <rect
      x={cx - size / 2}
      y={base - size - 3}
      width={size}
      height={size}
      fill="none"
      stroke="var(--kw)"
      strokeWidth={1.5}
    >
      <title>{title}</title>
    </rect>
  )
}

/** Circles on the line: area = amount. */
function CircleMark({ cx = 0, payload }: MarkProps) {
  if (payload === undefined) return null
  return (
    <circle cx={cx} cy={payload.base} r={payload.size / 2} fill="var(--pu)" stroke="var(--surface)">
      <title>{payload.title}</title>
    </circle>
  )
}

interface BarMarkProps {
  readonly shape: BarShapeProps
  readonly title: string | undefined
  readonly fill: string
}

/** A day's bar, never thinner than what can be seen. */
function BarMark({ shape: { x, y, width, height }, title, fill }: BarMarkProps) {
  const drawn = Math.max(LEAST_BAR, width)
  return (
    <rect x={x + (width - drawn) / 2} y={Math.min(y, y + height)} width={drawn} height={Math.abs(height)} fill={fill}>
      {title === undefined ? null : <title>{title}</title>}
    </rect>
  )
}

/** A day with its bars, by lane. */
interface DayRow {
  readonly day: number
  readonly bars: ReadonlyMap<string, PlacedPoint>
}

function dayRows(lanes: readonly PlacedLane[]): DayRow[] {
  const rows = new Map<number, Map<string, PlacedPoint>>()
  for (const { name, shape, points } of lanes) {
    if (shape !== 'bars') continue
    for (const point of points)
      rows.set(point.day, (rows.get(point.day) ?? new Map<string, PlacedPoint>()).set(name, point))
  }
  return [...rows].map(([day, bars]) => ({ day, bars }))
}

/**
 * What happened when, as lanes over one time axis: bars, squares and circles, so that shape tells the lanes apart.
 *
 * Every lane has a scale of its own, which starts at its line; the y axis counts pixels from the top.
 */
export function DayTimeline({ lanes, firstDay, lastDay, ticks, width, label }: DayTimelineProps) {
  const left = width < NARROW ? NARROW_SIDE : SIDE
  const plotWidth = width - left - END
  const { placed, height } = laneLayout(lanes)
  if (plotWidth < 40) return null
  const dayCount = lastDay - firstDay + 1
  const xOf = (day: number) => left + ((day - firstDay + 0.5) / dayCount) * plotWidth
  const barSize = Math.max(1, Math.min(8, (plotWidth / dayCount) * 0.72))
  const domain = [firstDay - 0.5, lastDay + 0.5]
  return (
    <div role="img" aria-label={label}>
      <ComposedChart
        aria-hidden
        data={dayRows(placed)}
        width={width}
        height={height + AXIS}
        margin={{ top: 0, right: END, bottom: AXIS, left }}
        accessibilityLayer={false}
        style={{ fontSize: 11 }}
      >
        <YAxis hide type="number" domain={[0, height]} reversed allowDataOverflow />
        {placed.map((lane) => (
          <XAxis key={lane.name} xAxisId={lane.name} hide type="number" dataKey="day" domain={domain} />
        ))}
        {ticks.map(({ day }) => (
          <line key={day} x1={xOf(day)} x2={xOf(day)} y1={0} y2={height} stroke="var(--grid)" />
        ))}
        {placed.map((lane) => (
          <line
            key={lane.name}
            x1={left}
            x2={left + plotWidth}
            y1={lane.base + 0.5}
            y2={lane.base + 0.5}
            stroke="var(--line-strong)"
            opacity={0.7}
          />
        ))}
        {placed.map(laneMarks(barSize))}
        {placed.map((lane) => (
          <LaneTexts key={lane.name} lane={lane} width={width} left={left} plotWidth={plotWidth} xOf={xOf} />
        ))}
        {placeLabels(
          ticks.map(({ day, text }) => ({ x: day, text })),
          xOf,
          left - 12,
          width,
          8,
        ).map(({ label: tick, middle }) => (
          <text key={tick.x} x={middle} y={height + 14} textAnchor="middle" fill="var(--ink-3)">
            {tick.text}
          </text>
        ))}
      </ComposedChart>
    </div>
  )
}

/** The marks of one lane. Not a component: recharts looks for its own ones among the children of the chart. */
const laneMarks = (barSize: number) => (lane: PlacedLane) => {
  const { name, shape, hue, points } = lane
  const shared = { xAxisId: name, isAnimationActive: false, fill: FILL_OF[hue] }
  if (shape === 'bars')
    return (
      <Bar
        key={name}
        {...shared}
        // recharts asks with the points of the other lanes as well.
        dataKey={({ bars }: Partial<DayRow>) => bars?.get(name)?.span}
        barSize={barSize}
        shape={(bar: BarShapeProps) => (
          <BarMark shape={bar} title={(bar.payload as DayRow).bars.get(name)?.title} fill={FILL_OF[hue]} />
        )}
      />
    )
  return (
    <Scatter
      key={name}
      {...shared}
      data={points}
      dataKey="base"
      shape={shape === 'squares' ? <SquareMark /> : <CircleMark />}
    />
  )
}

interface LaneTextsProps {
  readonly lane: PlacedLane
  readonly width: number
  readonly left: number
  readonly plotWidth: number
  readonly xOf: (day: number) => number
}

/** A lane's name, its total, and the words at its marks. */
function LaneTexts({ lane, width, left, plotWidth, xOf }: LaneTextsProps) {
  const ink = lane.hue === 'purchases' ? 'var(--pu-ink)' : 'var(--kw-ink)'
  const y = lane.shape === 'circles' ? lane.base + 4 : lane.base - 2
  return (
    <>
      <text x={0} y={y} fill="var(--ink)">
        {lane.name}
      </text>
      <text x={width} y={y} textAnchor="end" fill="var(--ink)" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {lane.total}
      </text>
      {placeLabels(lane.labels, xOf, left, left + plotWidth, 10).map(({ label, middle }) => (
        <text
          key={label.x}
          x={middle}
          y={lane.labelBase}
          textAnchor="middle"
          fill={ink}
          lang={label.lang}
          paintOrder="stroke"
          stroke="var(--surface)"
          strokeWidth={3}
          strokeLinejoin="round"
        >
          {label.text}
        </text>
      ))}
    </>
  )
}
