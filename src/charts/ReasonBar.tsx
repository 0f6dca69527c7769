import { useId } from 'react'

/** One part of a sum, in the hue of its evidence; `raw`, which is no evidence, is hatched. */
export interface ReasonPart {
  readonly hue: 'kw' | 'pu' | 'qu' | 'raw'
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
/** Of the hatching, CSS pixels. */
const STRIPE = 2

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
  const hatchId = useId()
  const fillOf = ({ hue, value }: ReasonPart): string =>
    hue === 'raw' ? `url(#${hatchId})` : value < 0 ? `var(--${hue}-2)` : `var(--${hue})`
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={label}>
      {parts.some(({ hue }) => hue === 'raw') ? (
        <pattern
          id={hatchId}
          width={2 * STRIPE}
          height={2 * STRIPE}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={2 * STRIPE} height={2 * STRIPE} fill="var(--well)" />
          <rect width={STRIPE} height={2 * STRIPE} fill="var(--reference)" />
        </pattern>
      ) : null}
      <line x1={zero} x2={zero} y1={0} y2={HEIGHT} stroke="var(--line-strong)" />
      {placedParts(parts, zero, perUnit).map(({ start, length, ...part }, at) =>
        length < INVISIBLE ? null : (
          <rect
            key={at}
            x={start}
            y={(HEIGHT - BAR) / 2}
            width={Math.max(LEAST, length - GAP)}
            height={BAR}
            fill={fillOf(part)}
          >
            <title>{part.title}</title>
          </rect>
        ),
      )}
    </svg>
  )
}
