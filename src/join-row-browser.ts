import { rowViewOf, withRowView, type RowView } from './state/row-view.ts'
import type { Stores } from './views/stores.ts'

/** After the last key the address follows: some browsers take no more than a few changes of it a second. */
const TYPING_MS = 300

/**
 * The row browser and the fragment follow each other, and both the data.
 *
 * What is typed is looked for at once and comes into the address a moment later, in place of the entry before;
 * what is chosen is an entry of its own, so that Back undoes it.
 */
export function joinRowBrowser({ route, dataset, rowBrowser }: Pick<Stores, 'route' | 'dataset' | 'rowBrowser'>): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The row browser as the address had it last: another part of the screen may change the rest. */
  let addressed = ''

  const write = (mode: 'push' | 'replace') => {
    clearTimeout(timer)
    const { view, setOptions } = route.getState()
    if (view.screen !== 'data') return
    const rows = rowBrowser.getState().view
    addressed = textOf(rows)
    setOptions(withRowView(view.options, rows), mode)
  }
  const follow = () => {
    const { view } = route.getState()
    if (view.screen !== 'data') return
    const rows = rowViewOf(view.options)
    if (textOf(rows) === addressed) return
    clearTimeout(timer)
    addressed = textOf(rows)
    rowBrowser.getState().follow(rows)
  }

  rowBrowser.subscribe((state, before) => {
    if (state.view === before.view || state.changedBy === 'address') return
    if (state.changedBy === 'chosen') write('push')
    else {
      clearTimeout(timer)
      timer = setTimeout(() => {
        write('replace')
      }, TYPING_MS)
    }
  })
  route.subscribe((state, before) => {
    if (state.view !== before.view) follow()
  })
  dataset.subscribe((state, before) => {
    if (state.summary !== before.summary) rowBrowser.getState().dataChanged(state.summary?.files ?? [])
  })
  follow()
}

const textOf = (rows: RowView): string => JSON.stringify([...withRowView(new Map(), rows)])
