/** A value on a day. */
export interface TimelinePoint {
  readonly day: number
  /** `> 0`; a day without a value has no point. */
  readonly value: number
  /** Shown on hover. */
  readonly title: string
}

/** One kind of event over time. */
export interface TimelineLane {
  /** Unique among the lanes; stands before the axis. */
  readonly name: string
  /** Stands behind the axis. */
  readonly total: string
  readonly shape: 'bars' | 'squares' | 'circles'
  readonly hue: 'words' | 'words-quiet' | 'purchases'
  readonly points: readonly TimelinePoint[]
  /** Texts at marks, the most important first; those without room are left out. */
  readonly labels: readonly { readonly x: number; readonly text: string; readonly lang?: string | undefined }[]
}

/** A point with its place inside the chart. CSS pixels from the top. */
export interface PlacedPoint extends TimelinePoint {
  /** The line of the lane. */
  readonly base: number
  /** Bars: from the line to the top. */
  readonly span: readonly [base: number, top: number]
  /** Squares: side; circles: diameter. */
  readonly size: number
}

/** A lane with its place inside the chart. CSS pixels from the top. */
export interface PlacedLane extends Omit<TimelineLane, 'points'> {
  readonly base: number
  readonly labelBase: number
  readonly points: PlacedPoint[]
}

/** Heights of lanes and of the row of words above or under one. CSS pixels. */
const LANE_HEIGHT = { bars: 30, squares: 24, circles: 30 } as const
const LABEL_HEIGHT = 14
const BAR_HEIGHT = 27
const SIZES = { bars: [0, 0], squares: [4, 10], circles: [7, 15] } as const

/**
 * Where lanes and marks stand: lanes from top to bottom, each with its largest value at full size.
 *
 * Bars grow in length, squares and circles in area. The words of bars stand above them, those of circles below.
 *
 * @returns the lanes, and the height of all of them in CSS pixels
 */
export function laneLayout(lanes: readonly TimelineLane[]): {
  readonly placed: readonly PlacedLane[]
  readonly height: number
} {
  let top = 0
  const placed = lanes.map((lane): PlacedLane => {
    const room = lane.labels.length > 0 ? LABEL_HEIGHT : 0
    const above = lane.shape === 'bars' ? room : 0
    const laneHeight = LANE_HEIGHT[lane.shape]
    const base = top + above + (lane.shape === 'circles' ? laneHeight / 2 + 2 : laneHeight)
    const labelBase = lane.shape === 'bars' ? top + LABEL_HEIGHT - 4 : base + 20
    top += laneHeight + room + 4
    const most = lane.points.reduce((largest, { value }) => Math.max(largest, value), 0)
    const [least, full] = SIZES[lane.shape]
    const points = lane.points.map((point): PlacedPoint => {
      const share = most > 0 ? point.value / most : 0
      return {
        ...point,
        base,
        span: [base, base - Math.max(2, share * BAR_HEIGHT)],
        size: Math.max(least, full * Math.sqrt(share)),
      }
    })
    return { ...lane, base, labelBase, points }
  })
  return { placed, height: top }
}
