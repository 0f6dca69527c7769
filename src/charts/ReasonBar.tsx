/** One part of a sum, in the hue of its evidence. */
export interface ReasonPart {
  readonly hue: 'kw' | 'pu' | 'qu'
  /** Any sign; parts below zero stand left of the rule. */
  readonly value: number
  /** Shown on hover. */
  readonly title: string
}

interface ReasonBarProps {
  /** In drawing order: from the zero rule outwards. */
  readonly parts: readonly ReasonPart[]
  /** The scale that all bars of a table share; `low <= 0 <= high`. */
  readonly low: number
  readonly high: number
  /** CSS pixels. */
  readonly width: number
  readonly label: string
}

const HEIGHT = 14
const BAR = 10
const GAP = 1
/** Narrower parts would be gaps only; those under half a pixel are left out. CSS pixels. */
const LEAST = 1
const INVISIBLE = 0.5

/** Where each part starts and how long it is: parts of one sign run on from each other, away from zero. */
function placedParts(parts: readonly ReasonPart[], zero: number, perUnit: number) {
  let right = zero
  let left = zero
  return parts.map((part) => {
    const length = Math.abs(part.value) * perUnit
    if (part.value < 0) {
      left -= length
      return { ...part, start: left, length }
    }
    right += length
    return { ...part, start: right - length + GAP, length }
  })
}

/**
 * A sum and its parts as one stacked bar, the parts 1 px apart.
 *
 * The gap is taken from each part, so lengths stay in proportion to the scale.
 */
export function ReasonBar({ parts, low, high, width, label }: ReasonBarProps) {
  const perUnit = high - low > 0 ? width / (high - low) : 0
  const zero = -low * perUnit
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={label}>
      <line x1={zero} x2={zero} y1={0} y2={HEIGHT} stroke="var(--line-strong)" />
      {placedParts(parts, zero, perUnit).map(({ hue, value, title, start, length }, at) =>
        length < INVISIBLE ? null : (
          <rect
            key={at}
            x={start}
            y={(HEIGHT - BAR) / 2}
            width={Math.max(LEAST, length - GAP)}
            height={BAR}
            fill={value < 0 ? `var(--${hue}-2)` : `var(--${hue})`}
          >
            <title>{title}</title>
          </rect>
        ),
      )}
    </svg>
  )
}
