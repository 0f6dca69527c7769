import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { ReasonBar, type ReasonPart } from './ReasonBar.tsx'

const parts: readonly ReasonPart[] = [
  { hue: 'kw', value: 0.5, title: 'words' },
  { hue: 'pu', value: -0.25, title: 'purchases' },
  { hue: 'raw', value: 0.25, title: 'difference' },
]

const draw = (shown: readonly ReasonPart[]) => {
  const { unmount } = render(<ReasonBar parts={shown} low={-0.25} high={0.75} width={400} label="bar" />)
  const bar = screen.getByRole('img', { name: 'bar' })
  const rects = [...bar.querySelectorAll('rect')].filter((rect) => rect.querySelector('title') !== null)
  return { bar, rects, unmount }
}

it('hatches the part of raw factors, which is no evidence, on either side of zero', () => {
  const fills: (string | null | undefined)[] = []
  for (const sign of [1, -1]) {
    const { bar, rects, unmount } = draw(parts.map((part) => ({ ...part, value: sign * part.value })))
    const hatched = rects.find((rect) => rect.querySelector('title')?.textContent === 'difference')
    expect(hatched?.getAttribute('fill')).toBe(`url(#${bar.querySelector('pattern')?.id ?? ''})`)
    // 100 of 400 pixels, one of which is the gap.
    expect(Number(hatched?.getAttribute('width'))).toBe(99)
    fills.push(...rects.filter((rect) => rect !== hatched).map((rect) => rect.getAttribute('fill')))
    unmount()
  }
  expect(fills).toEqual(['var(--kw)', 'var(--pu-2)', 'var(--kw-2)', 'var(--pu)'])
})

it('has no hatching where nothing is raw', () => {
  const { bar, rects } = draw(parts.slice(0, 2))
  expect(rects).toHaveLength(2)
  expect(bar.querySelector('pattern')).toBeNull()
})
