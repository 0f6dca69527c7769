// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { LineSeries, type LineItem } from './LineSeries.tsx'
import { MetricBars } from './MetricBars.tsx'

// Nothing is laid out here: a width for recharts, which draws nothing without one.
vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 400, 260))

const lines: readonly LineItem[] = [
  {
    endText: 'ALS',
    tone: 'focus',
    points: [
      { x: 1, y: 0.1, interval: { low: 0.08, high: 0.12 } },
      { x: 10, y: 0.213, interval: { low: 0.2, high: 0.25 } },
    ],
  },
  { endText: 'Popular', tone: 'context', points: [1, 10].map((x) => ({ x, y: 0.01 * x })) },
]

it('draws each line with its name at the end, on an axis from zero with round numbers', () => {
  render(
    <LineSeries
      label="NDCG by K"
      lines={lines}
      xDomain={[0, 10]}
      xTicks={[1, 10]}
      xText={String}
      xName="K"
      yText={(y, digits) => y.toFixed(digits ?? 3)}
      fromZero
      height={260}
    />,
  )
  const drawn = screen.getByRole('img', { name: 'NDCG by K' })
  const texts = [...drawn.querySelectorAll('text')].map((text) => text.textContent)
  for (const text of ['ALS', 'Popular', '0.0', '0.1', '0.2', '10', 'K']) expect(texts).toContain(text)
  expect(drawn.querySelectorAll('.recharts-line-curve')).toHaveLength(2)
})

it('draws a bar for each estimate with its value beside it, and a line only where there is an interval', () => {
  render(
    <MetricBars
      label="Metrics at 10"
      bars={[
        { name: 'ALS', tone: 'focus', value: 0.2, valueText: '0.200', interval: { low: 0.19, high: 0.21 } },
        { name: 'Coverage', tone: 'context', value: 0.1, valueText: '0.100', interval: null },
      ]}
      reference={{ value: 0.15, text: 'popular 0.150' }}
      axisText={(value, digits) => value.toFixed(digits)}
    />,
  )
  const drawn = screen.getByRole('img', { name: 'Metrics at 10' })
  const texts = [...drawn.querySelectorAll('text')].map((text) => text.textContent)
  for (const text of ['ALS', 'Coverage', '0.200', '0.100', 'popular 0.150']) expect(texts).toContain(text)
  expect(drawn.querySelectorAll('circle')).toHaveLength(2)
  expect(drawn.querySelectorAll('line[stroke-width="2"]')).toHaveLength(1)
})
