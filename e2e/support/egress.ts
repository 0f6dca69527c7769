import type { BrowserContext, Page } from '@playwright/test'

/** What a context tried to send to another origin, and everything it sent at all. */
export interface EgressWatch {
  /** Address of each attempt that leaves the allowed origin. */
  readonly strangers: readonly string[]
  /** Whether a text occurs in the address, a header or the body of any request, plain or percent-encoded. */
  readonly mentions: (text: string) => boolean
  /** Requests seen. */
  readonly requestCount: () => number
}

/**
 * Listen to every request of a context: of pages, frames and workers, and to websockets.
 *
 * Playwright does not see requests that the policy blocks before they are made; those never leave.
 * @param origin the only one that may be asked, for example `http://127.0.0.1:4190`
 */
export function watchEgress(context: BrowserContext, origin: string): EgressWatch {
  const strangers: string[] = []
  const sent: string[] = []
  const note = (address: string): void => {
    const { protocol, origin: asked } = new URL(address)
    // blob: and data: are read from memory.
    const leaves = ['http:', 'https:', 'ws:', 'wss:', 'ftp:'].includes(protocol)
    if (leaves && asked !== origin) strangers.push(address)
  }
  context.on('request', (request) => {
    note(request.url())
    sent.push(request.url(), JSON.stringify(request.headers()), request.postDataBuffer()?.toString('utf8') ?? '')
  })
  const watchPage = (page: Page): void => {
    page.on('websocket', (socket) => {
      note(socket.url())
      socket.on('framesent', ({ payload }) => {
        sent.push(payload.toString())
      })
    })
  }
  context.pages().forEach(watchPage)
  context.on('page', watchPage)
  return {
    strangers,
    mentions: (text) => {
      const forms = [text, encodeURIComponent(text)]
      return sent.some((one) => forms.some((form) => one.includes(form)))
    },
    requestCount: () => sent.length / 3,
  }
}
