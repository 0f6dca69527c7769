import type { CrewRecord } from '../../protocol/training-place.ts'
import type { LentMember } from './lent-member.ts'

/** A member with the number of its thread; the thread that runs the training is 0. */
export interface Enlisted {
  readonly thread: number
  readonly member: LentMember
}

interface Seat extends Enlisted {
  isReady: boolean
  /** Settles when it is ready, or gone. */
  opening: Promise<void>
}

/** Milliseconds that a training waits for its members before its first half-sweep; one that needs longer joins later. */
const MOST_WAIT_MS = 300

/** The members that take part in one training: who comes late joins at the next phase, who dies leaves a seat for another. */
export class Crew {
  /** Seats, with that of the thread that runs the training. */
  readonly threads: number
  readonly #present: () => readonly LentMember[]
  readonly #onDismiss: () => void
  readonly #seats = new Map<number, Seat>()
  #most = 1
  #lost = 0
  #isGathered = false

  readonly #transport: CrewRecord['transport']

  /** @param present the members that are lent right now. @param onDismiss called when the training is over */
  constructor(
    { threads, transport }: Pick<CrewRecord, 'threads' | 'transport'>,
    present: () => readonly LentMember[],
    onDismiss: () => void,
  ) {
    this.threads = threads
    this.#transport = transport
    this.#present = present
    this.#onDismiss = onDismiss
  }

  /**
   * Give free seats to members without one, and tell who can work now.
   *
   * @param open hands the training to a member; it works from the first phase on after that has ended
   */
  enlist(open: (thread: number, member: LentMember) => Promise<unknown>): Enlisted[] {
    for (const [thread, { member }] of this.#seats) {
      if (!member.isGone) continue
      this.#seats.delete(thread)
      this.#lost += 1
    }
    const seated = new Set([...this.#seats.values()].map(({ member }) => member))
    const waiting = this.#present().filter((member) => !member.isGone && !seated.has(member))
    for (let thread = 1; thread < this.threads; thread += 1) {
      if (this.#seats.has(thread)) continue
      const member = waiting.shift()
      if (member === undefined) break
      const seat: Seat = { thread, member, isReady: false, opening: Promise.resolve() }
      this.#seats.set(thread, seat)
      seat.opening = open(thread, member).then(() => {
        seat.isReady = true
      })
    }
    const ready = [...this.#seats.values()].filter(({ isReady, member }) => isReady && !member.isGone)
    this.#most = Math.max(this.#most, ready.length + 1)
    return ready
  }

  /**
   * Before a half-sweep: where nobody has taken part yet, wait a moment for those who are there. The half-sweep may be the only one.
   *
   * @param open as for `enlist`
   */
  async gather(open: (thread: number, member: LentMember) => Promise<unknown>): Promise<void> {
    if (this.#isGathered) return
    this.#isGathered = true
    this.enlist(open)
    const openings = [...this.#seats.values()].map(({ opening }) => opening)
    if (openings.length === 0) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const moment = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, MOST_WAIT_MS)
    })
    await Promise.race([Promise.all(openings), moment])
    clearTimeout(timer)
  }

  /** The training is over. */
  dismiss(): void {
    for (const { member } of this.#seats.values()) {
      if (member.isGone) this.#lost += 1
      else void member.ask((api) => api.close())
    }
    this.#seats.clear()
    this.#isGathered = false
    this.#onDismiss()
  }

  record(): CrewRecord {
    return { threads: this.#most, lost: this.#lost, transport: this.#transport }
  }
}
