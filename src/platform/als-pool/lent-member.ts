import { wrap, type Remote } from 'comlink'
import type { MemberApi } from './member.ts'

/** A member as the thread that runs trainings sees it: every question has an answer, also when the member dies. */
export class LentMember {
  readonly #api: Remote<MemberApi>
  readonly #lost: Promise<null>
  #isGone = false
  #tellLost: () => void = () => undefined

  constructor(port: MessagePort) {
    this.#api = wrap<MemberApi>(port)
    this.#lost = new Promise((resolve) => {
      this.#tellLost = () => {
        resolve(null)
      }
    })
  }

  /** It died, or failed at something: it is asked nothing any more. */
  get isGone(): boolean {
    return this.#isGone
  }

  /** @returns `null` when it died or failed: what was asked must be done elsewhere */
  async ask<T>(question: (api: Remote<MemberApi>) => Promise<T>): Promise<{ readonly answer: T } | null> {
    if (this.#isGone) return null
    try {
      return await Promise.race([question(this.#api).then((answer) => ({ answer })), this.#lost])
    } catch {
      // What can fail there can fail here too, and then it is said; a member alone that fails is no help.
      this.lose()
      return null
    }
  }

  /** Its worker is gone: open questions are answered with `null`. */
  lose(): void {
    this.#isGone = true
    this.#tellLost()
  }
}
