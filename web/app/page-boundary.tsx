// What is shown in place of a page that cannot be shown, until the user goes to another.
import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { ErrorNote } from '../parts/error-note.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { words } from '../words/words.ts'

interface PageBoundaryProps {
  readonly children: ReactNode
}

interface PageBoundaryState {
  readonly error: unknown
}

/** React reports errors of rendering only to class components. */
export class PageBoundary extends Component<PageBoundaryProps, PageBoundaryState> {
  override state: PageBoundaryState = { error: null }

  static getDerivedStateFromError(error: unknown): PageBoundaryState {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <>
        <PageHead title={words.broken.title} />
        <ErrorNote error={error} />
        <Button
          mt="md"
          onClick={() => {
            location.reload()
          }}
        >
          {words.broken.reload}
        </Button>
      </>
    )
  }
}
