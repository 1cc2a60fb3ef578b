// All addresses of the pages, and the screen at each. A screen is loaded when it is first opened.
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
const ActivityPage = screen(async () => (await import('../activity/activity-page.tsx')).ActivityPage)
const AuditPage = screen(async () => (await import('../audit/audit-page.tsx')).AuditPage)
const OrganizationAuditPage = screen(
  async () => (await import('../audit/organization-audit-page.tsx')).OrganizationAuditPage,
)
const StreamsPage = screen(async () => (await import('../streams/streams-page.tsx')).StreamsPage)
const BucketActivity = screen(async () => (await import('../activity/bucket-activity.tsx')).BucketActivity)
const RegistryAncestryPage = screen(
  async () => (await import('../ancestry/registry-ancestry-page.tsx')).RegistryAncestryPage,
)
const BucketAncestryPage = screen(async () => (await import('../ancestry/bucket-ancestry-page.tsx')).BucketAncestryPage)
const SearchPage = screen(async () => (await import('../search/search-page.tsx')).SearchPage)
const SettingsPage = screen(async () => (await import('../settings/settings-page.tsx')).SettingsPage)
const WebhooksPage = screen(async () => (await import('../settings/webhooks/webhooks-page.tsx')).WebhooksPage)
const WebhookPage = screen(async () => (await import('../settings/webhooks/webhook-page.tsx')).WebhookPage)
const DeliveryPage = screen(async () => (await import('../settings/webhooks/delivery-page.tsx')).DeliveryPage)
const YouPage = screen(async () => (await import('../you/you-page.tsx')).YouPage)
const BucketSettings = screen(async () => (await import('../bucket/bucket-settings.tsx')).BucketSettings)
const VersionsPage = screen(async () => (await import('../bucket/versions-page.tsx')).VersionsPage)
const VersionPage = screen(async () => (await import('../version/version-page.tsx')).VersionPage)
const MembersPage = screen(async () => (await import('../access/people/members-page.tsx')).MembersPage)
const MemberPage = screen(async () => (await import('../access/people/member-page.tsx')).MemberPage)
const GroupsPage = screen(async () => (await import('../access/groups/groups-page.tsx')).GroupsPage)
const GroupPage = screen(async () => (await import('../access/groups/group-page.tsx')).GroupPage)
const ServicePrincipalsPage = screen(
  async () => (await import('../access/service-principals/service-principals-page.tsx')).ServicePrincipalsPage,
)
const ServicePrincipalPage = screen(
  async () => (await import('../access/service-principals/service-principal-page.tsx')).ServicePrincipalPage,
)
const WorkloadIdentityPage = screen(
  async () => (await import('../access/workload-identity/workload-identity-page.tsx')).WorkloadIdentityPage,
)
const ProjectsPage = screen(async () => (await import('../access/projects/projects-page.tsx')).ProjectsPage)
const RolesPage = screen(async () => (await import('../access/roles/roles-page.tsx')).RolesPage)
const BoardPage = screen(async () => (await import('../board/board-page.tsx')).BoardPage)
const ChannelPage = screen(async () => (await import('../channel/channel-page.tsx')).ChannelPage)
const ComparePage = screen(async () => (await import('../compare/compare-page.tsx')).ComparePage)

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
            <Route path="ancestry" element={<BucketAncestryPage />} />
            <Route path="activity" element={<BucketActivity />} />
            <Route path="board" element={<BoardPage />} />
            <Route path="compare" element={<ComparePage />} />
            <Route path="channels/:channel" element={<ChannelPage />} />
            <Route path="versions" element={<VersionsPage />} />
            <Route path="versions/:fingerprint" element={<VersionPage />} />
            <Route path="settings" element={<BucketSettings />} />
          </Route>
          <Route path="activity" element={<ActivityPage />} />
          <Route path="audit" element={<AuditPage />} />
          <Route path="ancestry" element={<RegistryAncestryPage />} />
          <Route path="settings" element={<SettingsPage />} />
          <Route path="settings/webhooks" element={<WebhooksPage />} />
          <Route path="settings/webhooks/:webhook" element={<WebhookPage />} />
          <Route path="settings/webhooks/:webhook/deliveries/:delivery" element={<DeliveryPage />} />
        </Route>
        <Route path="/search" element={<SearchPage />} />
        <Route path="/you" element={<YouPage />} />
        <Route path="/access">
          <Route index element={<Navigate to="/access/members" replace />} />
          <Route path="members" element={<MembersPage />} />
          <Route path="members/:member" element={<MemberPage />} />
          <Route path="groups" element={<GroupsPage />} />
          <Route path="groups/:group" element={<GroupPage />} />
          <Route path="service-principals" element={<ServicePrincipalsPage />} />
          <Route path="service-principals/:principal" element={<ServicePrincipalPage />} />
          <Route path="workload-identity" element={<WorkloadIdentityPage />} />
          <Route path="projects" element={<ProjectsPage />} />
          <Route path="roles" element={<RolesPage />} />
          <Route path="audit" element={<OrganizationAuditPage />} />
          <Route path="streams" element={<StreamsPage />} />
        </Route>
        <Route path="*" element={<MissingPage />} />
      </Route>
    </Routes>
  )
}

function ToBuckets() {
  const { project = '' } = useParams()
  return <Navigate to={`/p/${encodeURIComponent(project)}/buckets`} replace />
}
