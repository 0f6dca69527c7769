import { describe, expect, it } from 'vitest'
import { placeLabels, roughWidth } from './place-labels.ts'
import { laneLayout, type TimelineLane } from './timeline-lanes.ts'

const lane = (change: Partial<TimelineLane>): TimelineLane => ({
  name: 'Search',
  total: '4',
  shape: 'bars',
  hue: 'words',
  points: [],
  labels: [],
  ...change,
})
const point = (day: number, value: number) => ({ day, value, title: '' })

describe('the lanes of a timeline', () => {
  it('draw bars in proportion, the largest at full height, none invisible', () => {
    const { placed } = laneLayout([lane({ points: [point(1, 100), point(2, 50), point(3, 1)] })])
    const heights = placed[0]!.points.map(({ span }) => span[0] - span[1])
    expect(heights[1]).toBe(heights[0]! / 2)
    expect(heights[2]).toBe(2)
  })

  it('draw circles with an area in proportion to the value', () => {
    const { placed } = laneLayout([lane({ shape: 'circles', points: [point(1, 400), point(2, 200)] })])
    const [large, small] = placed[0]!.points.map(({ size }) => size ** 2)
    expect(small! / large!).toBeCloseTo(0.5, 10)
  })

  it('keep every mark inside its own lane', () => {
    const full = [point(1, 9)]
    const { placed, height } = laneLayout([
      lane({ name: 'a', points: full, labels: [{ x: 1, text: 'word' }] }),
      lane({ name: 'b', points: full, shape: 'squares' }),
      lane({ name: 'c', points: full, shape: 'circles', labels: [{ x: 1, text: 'word' }] }),
    ])
    const [bars, squares, circles] = placed.map(({ points }) => points[0]!)
    expect(bars!.span[1]).toBeGreaterThanOrEqual(placed[0]!.labelBase)
    expect(squares!.base - squares!.size - 3).toBeGreaterThan(bars!.base)
    expect(circles!.base - circles!.size / 2).toBeGreaterThan(squares!.base)
    expect(placed[2]!.labelBase).toBeLessThanOrEqual(height)
  })

  it('has no height for nothing', () => {
    expect(laneLayout([])).toEqual({ placed: [], height: 0 })
  })
})

describe('labels on an axis', () => {
  const same = (x: number) => x

  it('drop the less important one of two that would overlap', () => {
    const kept = placeLabels(
      [
        { x: 100, text: 'curtains' },
        { x: 110, text: 'ham' },
        { x: 200, text: 'dhc' },
      ],
      same,
      0,
      300,
      6,
    )
    expect(kept.map(({ label }) => label.text)).toEqual(['curtains', 'dhc'])
  })

  it('push a label inwards at the ends, and leave out what is wider than the axis', () => {
    expect(placeLabels([{ x: 0, text: 'first' }], same, 0, 300, 6)[0]!.middle).toBeCloseTo(roughWidth('first') / 2)
    expect(placeLabels([{ x: 0, text: 'a very long label' }], same, 0, 40, 6)).toEqual([])
  })

  it('count Hangul as wide', () => {
    expect(roughWidth('커텐')).toBeGreaterThan(roughWidth('ab'))
  })
})
