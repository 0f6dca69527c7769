/** Rows of one client: below, so that a hit number and a place fit the 53 bits of a double. */
const PLACES = 2 ** 21

/** The sessions of one client after the other, each in the order of its hits. Nothing is allocated per row. */
export interface SessionOrder {
  /** Begin with another client. @param firstEvent the number of its first search */
  readonly begin: (firstEvent: number) => void
  /** The client's rows, one after the other. @param session the code of the session, 0 for a row that is not looked at */
  readonly add: (at: number, session: number, isSearch: boolean) => void
  /** Sort what was added. @param sequenceOf the number of a row's hit, `[0, 2^32)` */
  readonly arrange: (rowCount: number, sequenceOf: (at: number) => number) => void
  readonly count: number
  readonly hasSearch: (session: number) => boolean
  /** Session `s` has the places `[startOf(s), startOf(s + 1))`. */
  readonly startOf: (session: number) => number
  /** The row at a place, and the session and the number of the search of a row. */
  readonly at: (place: number) => number
  readonly sessionOf: (at: number) => number
  readonly eventOf: (at: number) => number
}

/** Ranges up to here are sorted by insertion: calling the built-in sort takes longer than that. */
const SHORT = 64

function sortRange(keys: Float64Array, start: number, end: number): void {
  if (end - start > SHORT) {
    keys.subarray(start, end).sort()
    return
  }
  for (let at = start + 1; at < end; at += 1) {
    const key = keys[at]!
    let place = at
    while (place > start && keys[place - 1]! > key) {
      keys[place] = keys[place - 1]!
      place -= 1
    }
    keys[place] = key
  }
}

/**
 * Room for the client with the most rows.
 *
 * @param start where the rows of each client begin, shape `[clients + 1]`
 * @param sessionCodes codes of sessions are `[0, sessionCodes)`; the same one may occur at many clients
 */
export function createSessionOrder(start: Uint32Array, sessionCodes: number): SessionOrder {
  let most = 0
  for (let client = 0; client + 1 < start.length; client += 1)
    most = Math.max(most, start[client + 1]! - start[client]!)
  const slotOfCode = new Int32Array(sessionCodes).fill(-1)
  const codes = new Int32Array(most)
  const slots = new Int32Array(most)
  const events = new Int32Array(most)
  const sizes = new Uint32Array(most + 1)
  const starts = new Uint32Array(most + 1)
  const searched = new Uint8Array(most)
  const keys = new Float64Array(most)
  let count = 0
  let nextEvent = 0
  return {
    begin: (firstEvent) => {
      for (let slot = 0; slot < count; slot += 1) slotOfCode[codes[slot]!] = -1
      count = 0
      nextEvent = firstEvent
    },
    add: (at, session, isSearch) => {
      if (isSearch) {
        events[at] = nextEvent
        nextEvent += 1
      }
      if (session === 0) {
        slots[at] = -1
        return
      }
      let slot = slotOfCode[session]!
      if (slot < 0) {
        slot = count
        slotOfCode[session] = slot
        codes[slot] = session
        sizes[slot] = 0
        searched[slot] = 0
        count += 1
      }
      slots[at] = slot
      sizes[slot]! += 1
      if (isSearch) searched[slot] = 1
    },
    arrange: (rowCount, sequenceOf) => {
      starts[0] = 0
      for (let slot = 0; slot < count; slot += 1) {
        starts[slot + 1] = starts[slot]! + sizes[slot]!
        sizes[slot] = starts[slot]!
      }
      for (let at = 0; at < rowCount; at += 1) {
        const slot = slots[at]!
        if (slot < 0 || searched[slot] === 0) continue
        keys[sizes[slot]!] = sequenceOf(at) * PLACES + at
        sizes[slot]! += 1
      }
      for (let slot = 0; slot < count; slot += 1)
        if (searched[slot] === 1) sortRange(keys, starts[slot]!, starts[slot + 1]!)
    },
    get count() {
      return count
    },
    hasSearch: (session) => searched[session] === 1,
    startOf: (session) => starts[session]!,
    at: (place) => keys[place]! % PLACES,
    sessionOf: (at) => slots[at]!,
    eventOf: (at) => events[at]!,
  }
}
