import { createStore } from 'zustand/vanilla'
import { decodeHash, encodeHash, START_VIEW, type Screen, type ViewState } from './view-state.ts'

/** The address of the page, as far as the stores may touch it. */
export interface AddressBar {
  readonly read: () => string
  /** Put a new fragment there: as a new entry of the history, or in place of the current one. */
  readonly write: (hash: string, mode: 'push' | 'replace') => void
  readonly onChange: (listener: () => void) => void
}

/** The option that names the data on which a link was made, by its fingerprint. */
export const DATA_OPTION = 'data'

/** Where the analyst is. The fragment is the only truth; this mirrors it. */
export interface RouteState {
  readonly view: ViewState
  readonly open: (screen: Screen, id?: string | null) => void
  /** Set or remove (`null`) one option of the current screen, without a new history entry. */
  readonly setOption: (name: string, value: string | null) => void
  /** Back to the start, in place of the current entry of the history. */
  readonly reset: () => void
  /** Put these in place of all options of the current screen. */
  readonly setOptions: (options: ReadonlyMap<string, string>, mode: 'push' | 'replace') => void
}

/** A store that follows the address bar, and moves it. */
export function createRouteStore(address: AddressBar) {
  const store = createStore<RouteState>()((set, get) => {
    const go = (view: ViewState, mode: 'push' | 'replace') => {
      address.write(encodeHash(view), mode)
      set({ view })
    }
    return {
      view: decodeHash(address.read()),
      open: (screen, id = null) => {
        const { view } = get()
        if (view.screen === screen && view.id === id) return
        const options = new Map(view.screen === screen ? view.options : [])
        options.delete(DATA_OPTION)
        go({ screen, id, options }, 'push')
      },
      setOption: (name, value) => {
        const { view } = get()
        const options = new Map(view.options)
        if (value === null) options.delete(name)
        else options.set(name, value)
        go({ ...view, options }, 'replace')
      },
      reset: () => {
        go(START_VIEW, 'replace')
      },
      setOptions: (options, mode) => {
        go({ ...get().view, options }, mode)
      },
    }
  })
  address.onChange(() => {
    store.setState({ view: decodeHash(address.read()) })
  })
  return store
}

export type RouteStore = ReturnType<typeof createRouteStore>
