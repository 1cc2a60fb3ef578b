// A project that has no registry yet.
import { type Project, inProject } from '../asking/place.ts'
import { projectResource, usePermits } from '../asking/permissions.ts'
import { useChange } from '../asking/use-change.ts'
import { EquivalentCall } from '../parts/equivalent-call.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { words } from '../words/words.ts'

const { title, says, create } = words.registry.noRegistry

export function NoRegistry({ project }: { readonly project: Project }) {
  const permits = usePermits(projectResource(project.id))
  const creation = useChange('PackerService_CreateRegistry')
  const request = { params: inProject(project), body: {} }
  return (
    <>
      <PageHead title={title} />
      <p>{says}</p>
      <PermittedButton
        permits={permits}
        permission="packer.registries.create"
        variant="filled"
        mb="md"
        loading={creation.isPending}
        onClick={() => {
          creation.mutate(request)
        }}
      >
        {create}
      </PermittedButton>
      {creation.error && <ErrorNote error={creation.error} />}
      <EquivalentCall operation="PackerService_CreateRegistry" request={request} />
    </>
  )
}
