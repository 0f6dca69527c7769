import { Bar, BarChart, LabelList, XAxis, YAxis } from 'recharts'

/** One bar, with its name and value as text. */
export interface AmountBar {
  readonly name: string
  readonly value: number
  readonly text: string
  readonly lang?: string | undefined
}

interface AmountBarsProps {
  /** From top to bottom. */
  readonly bars: readonly AmountBar[]
  /** CSS pixels. */
  readonly width: number
  readonly label: string
}

const ROW = 26
const END = 76
const MOST_NAME = 168
/** Share of the chart that names may take, and the room of a character at 12 px. */
const NAME_SHARE = 0.42
const CHARACTER = 7

interface NameProps {
  readonly x?: number
  readonly y?: number
  readonly payload?: { readonly value: string }
  readonly room: number
}

function NameTick({ y = 0, payload, room }: NameProps) {
  const name = payload?.value ?? ''
  const characters = Array.from(name)
  const wide = characters.some((character) => (character.codePointAt(0) ?? 0) >= 0x1100)
  const fits = Math.floor(room / (wide ? CHARACTER * 1.6 : CHARACTER))
  const shown = characters.length > fits ? `${characters.slice(0, Math.max(1, fits - 1)).join('')}…` : name
  return (
    <text x={0} y={y + 4} fontSize={12} fill="var(--ink)">
      {shown}
      <title>{name}</title>
    </text>
  )
}

/** Purchase amounts of a few groups, as horizontal bars from zero with the value at the end of each. */
export function AmountBars({ bars, width, label }: AmountBarsProps) {
  const room = Math.min(MOST_NAME, width * NAME_SHARE)
  return (
    <div role="img" aria-label={label}>
      <BarChart
        aria-hidden
        layout="vertical"
        data={[...bars]}
        width={width}
        height={bars.length * ROW}
        margin={{ top: 0, right: END, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <XAxis hide type="number" domain={[0, 'dataMax']} />
        <YAxis
          type="category"
          dataKey="name"
          width={room}
          interval={0}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tickLine={false}
          tick={<NameTick room={room} />}
        />
        <Bar dataKey="value" fill="var(--pu)" barSize={8} isAnimationActive={false}>
          <LabelList
            dataKey="text"
            position="right"
            fill="var(--ink)"
            fontSize={12}
            style={{ fontVariantNumeric: 'tabular-nums' }}
          />
        </Bar>
      </BarChart>
    </div>
  )
}
