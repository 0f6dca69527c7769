/** One yes or no that holds for this visit: it outlives a reload of the tab, and is gone with the tab. */
export interface VisitMemory {
  readonly isSet: () => boolean
  readonly set: (value: boolean) => void
}

/** @param storage of the session; may throw when it is closed: then the answer holds until the next reload */
export function createVisitMemory(storage: () => Storage, key: string): VisitMemory {
  let known = false
  return {
    isSet: () => {
      try {
        return known || storage().getItem(key) !== null
      } catch {
        return known
      }
    },
    set: (value) => {
      known = value
      try {
        if (value) storage().setItem(key, '1')
        else storage().removeItem(key)
      } catch {
        // Storage is closed.
      }
    },
  }
}
