// All addresses of the pages, and what is shown at each. A screen is loaded when it is first looked at.
import { type ComponentType, lazy } from 'react'
import { Navigate, Route, Routes, useParams } from 'react-router'
import { Frame } from './frame.tsx'
import { Home } from './home.tsx'
import { MissingPage } from './missing-page.tsx'
import { ProjectPages } from './project-pages.tsx'

const screen = (load: () => Promise<ComponentType>) => lazy(async () => ({ default: await load() }))

const RegistryPage = screen(async () => (await import('../registry/registry-page.tsx')).RegistryPage)
const BucketFrame = screen(async () => (await import('../bucket/bucket-frame.tsx')).BucketFrame)
const BucketPage = screen(async () => (await import('../bucket/bucket-page.tsx')).BucketPage)
const SettingsPage = screen(async () => (await import('../settings/settings-page.tsx')).SettingsPage)
const YouPage = screen(async () => (await import('../you/you-page.tsx')).YouPage)
const VersionPage = screen(async () => (await import('../version/version-page.tsx')).VersionPage)

export function Pages() {
  return (
    <Routes>
      <Route element={<Frame />}>
        <Route path="/" element={<Home />} />
        <Route path="/p/:project" element={<ProjectPages />}>
          <Route index element={<ToBuckets />} />
          <Route path="buckets" element={<RegistryPage />} />
          <Route path="buckets/:bucket" element={<BucketFrame />}>
            <Route index element={<BucketPage />} />
          </Route>
          <Route path="settings" element={<SettingsPage />} />
          <Route path="buckets/:bucket/versions/:fingerprint" element={<VersionPage />} />
        </Route>
        <Route path="/you" element={<YouPage />} />
        <Route path="*" element={<MissingPage />} />
      </Route>
    </Routes>
  )
}

function ToBuckets() {
  const { project = '' } = useParams()
  return <Navigate to={`/p/${encodeURIComponent(project)}/buckets`} replace />
}
