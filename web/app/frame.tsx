// The frame around every page: the head with project, search and account, and the navigation.
import { Burger, Skeleton } from '@mantine/core'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Link, NavigationType, Outlet, useLocation, useNavigationType } from 'react-router'
import markUrl from '../look/mark.svg'
import { words } from '../words/words.ts'
import { AccountMenu } from './account-menu.tsx'
import { useCurrentProject } from './current-project.ts'
import './frame.css'
import { EndedSessionNote } from './ended-session-note.tsx'
import { Navigation } from './navigation.tsx'
import { PageBoundary } from './page-boundary.tsx'
import { ProjectPicker } from './project-picker.tsx'
import { SearchBox } from './search-box.tsx'
import { useKeys } from './use-keys.ts'

const KeysHelp = lazy(async () => ({ default: (await import('./keys-help.tsx')).KeysHelp }))

/** Screens that use the full width. */
const WIDE = /\/(?:board|ancestry)(?:\?|$)|[?&]view=matrix/

export function Frame() {
  const [isOpen, setOpen] = useState(false)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const { pathname, search } = useLocation()
  const project = useCurrentProject()
  const way = useNavigationType()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useKeys(project, () => {
    setHelpOpen(true)
  })
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    setOpen(false)
    // Users of screen readers and keyboards then start at the beginning of the page.
    main.current?.focus({ preventScroll: true })
    // Going back keeps the position that the user had.
    if (way !== NavigationType.Pop) scrollTo(0, 0)
  }, [pathname, way])
  return (
    <div className="frame">
      <a href="#page" className="skip">
        {words.frame.skip}
      </a>
      <div className="frame-top">
        <header className="frame-head">
          <Burger
            className="frame-burger"
            opened={isOpen}
            onClick={() => {
              setOpen(!isOpen)
            }}
            size="sm"
            aria-label={words.frame.menu}
            aria-expanded={isOpen}
            aria-controls="navigation"
          />
          <Link to="/" aria-label="Assay" className="frame-name">
            <img src={markUrl} alt="" width="24" height="24" />
            <span>Assay</span>
          </Link>
          <ProjectPicker current={project} />
          <SearchBox />
          <AccountMenu />
        </header>
        <nav id="navigation" className="frame-nav" data-open={isOpen} aria-label={words.frame.navigation}>
          <Navigation project={project} />
        </nav>
      </div>
      <main id="page" className="frame-page" ref={main} tabIndex={-1}>
        <div className={WIDE.test(pathname + search) ? undefined : 'frame-column'}>
          <EndedSessionNote />
          <PageBoundary key={pathname}>
            <Suspense fallback={<Skeleton height={160} aria-label={words.loading} />}>
              <Outlet />
            </Suspense>
          </PageBoundary>
        </div>
      </main>
      {isHelpOpen && (
        <PageBoundary>
          <Suspense>
            <KeysHelp
              onClose={() => {
                setHelpOpen(false)
              }}
            />
          </Suspense>
        </PageBoundary>
      )}
    </div>
  )
}
