import { Component, type ReactNode } from 'react'

interface ScreenBoundaryProps {
  readonly children: ReactNode
  /** What stands in place of a screen that failed. */
  readonly fallback: (error: Error, retry: () => void) => ReactNode
}

interface ScreenBoundaryState {
  readonly error: Error | null
}

/** Keeps the rest of the page when one screen fails to draw, or when its script is gone after a new release. */
export class ScreenBoundary extends Component<ScreenBoundaryProps, ScreenBoundaryState> {
  override state: ScreenBoundaryState = { error: null }

  static getDerivedStateFromError(error: unknown): ScreenBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return this.props.fallback(error, () => {
      this.setState({ error: null })
    })
  }
}
