import { act, render, screen } from '@testing-library/react'
import { Component, type ReactNode } from 'react'
import { expect, it, vi } from 'vitest'
import { loadSection, SECTIONS } from './data-sections.ts'
import { useSections } from './use-sections.ts'

vi.mock('./data-sections.ts', async (original) => ({
  ...(await original<object>()),
  loadSection: vi.fn((name: string) => Promise.resolve({ name })),
}))

function Shown({ hasData }: { readonly hasData: boolean }) {
  return <p>{Object.keys(useSections(hasData)).join(' ')}</p>
}

class Boundary extends Component<{ readonly children: ReactNode }> {
  override state = { message: '' }
  static getDerivedStateFromError(error: Error) {
    return { message: error.message }
  }
  override render() {
    return this.state.message === '' ? this.props.children : <p>{this.state.message}</p>
  }
}

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await act(() => new Promise<void>((resolve) => setTimeout(resolve)))
}

it('fetches without data only what can be shown without it, and the rest once there is some', async () => {
  const { rerender, container } = render(<Shown hasData={false} />)
  await turns(4)
  expect(container.textContent).toBe('dictionary')
  rerender(<Shown hasData />)
  await turns(12)
  expect(container.textContent.split(' ').sort()).toEqual([...SECTIONS].sort())
})

it('puts a section up before it fetches the next', async () => {
  const arrivals: (() => void)[] = []
  vi.mocked(loadSection).mockImplementation(
    () =>
      new Promise((resolve) => {
        arrivals.push(() => {
          resolve({} as never)
        })
      }),
  )
  const { container } = render(<Shown hasData />)
  for (const [at] of SECTIONS.entries()) {
    await turns(2)
    expect(arrivals).toHaveLength(at + 1)
    expect(container.textContent).toBe(SECTIONS.slice(0, at).join(' '))
    arrivals[at]?.()
  }
  await turns(2)
  expect(container.textContent).toBe(SECTIONS.join(' '))
})

it('fails the screen when a section cannot be fetched', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.mocked(loadSection).mockRejectedValueOnce(new Error('no network'))
  render(
    <Boundary>
      <Shown hasData />
    </Boundary>,
  )
  await turns(3)
  expect(screen.getByText('no network')).toBeTruthy()
})
