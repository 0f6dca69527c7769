/** How long the page keeps what it shows while the next is on its way; longer would feel like no answer. Milliseconds. */
export const PATIENCE_MS = 150

/** Settles when the time is over. */
export const outOfPatience = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS)
  })
