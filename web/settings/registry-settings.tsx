// Whether a registry is active, and how to delete it.
import { Group } from '@mantine/core'
import { useState } from 'react'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import type { Permits } from '../asking/permissions.ts'
import { inProject, type Project, projectPath } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { Answered } from '../parts/answered.tsx'
import { ConfirmedChange } from '../parts/confirmed-change.tsx'
import { Copyable } from '../parts/copyable.tsx'
import { Fact } from '../parts/fact.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { settingsWords } from '../words/settings-words.ts'

const said = settingsWords.registry

interface RegistrySettingsProps {
  readonly project: Project
  readonly registry: NonNullable<Answer<Operations['PackerService_GetRegistry']>['registry']>
  readonly permits: Permits
}

export function RegistrySettings({ project, registry, permits }: RegistrySettingsProps) {
  const [asked, setAsked] = useState<'activation' | 'deletion' | null>(null)
  const isActive = registry.config?.activated === true
  return (
    <section className="panel" aria-labelledby="registry">
      <h2 id="registry">{said.title}</h2>
      <p>{isActive ? said.active : said.inactive}</p>
      <dl className="facts">
        <Fact name={said.organization}>
          <Copyable text={project.organizationId} label={said.organization} />
        </Fact>
        <Fact name={said.project}>
          <Copyable text={project.id} label={said.project} />
        </Fact>
        <Fact name={said.id}>
          <Copyable text={registry.id} label={said.id} />
        </Fact>
        <Fact name={said.made}>
          <TimeAgo at={registry.created_at} />
        </Fact>
      </dl>
      <Group mt="md">
        <PermittedButton
          permits={permits}
          permission="packer.registries.update"
          onClick={() => {
            setAsked('activation')
          }}
        >
          {isActive ? said.deactivate : said.activate}
        </PermittedButton>
        <PermittedButton
          permits={permits}
          permission="packer.registries.delete"
          obstacle={isActive && !permits('packer.registries.delete-active') ? said.deactivateFirst : null}
          onClick={() => {
            setAsked('deletion')
          }}
        >
          {said.delete}
        </PermittedButton>
      </Group>
      {asked === 'activation' && (
        <Activation
          project={project}
          activated={!isActive}
          onClose={() => {
            setAsked(null)
          }}
        />
      )}
      {asked === 'deletion' && (
        <Deletion
          project={project}
          onClose={() => {
            setAsked(null)
          }}
        />
      )}
    </section>
  )
}

interface AskedProps {
  readonly project: Project
  readonly onClose: () => void
}

function Activation({ project, activated, onClose }: AskedProps & { readonly activated: boolean }) {
  const request = { params: inProject(project), body: { activated, update_mask: 'activated' } }
  return (
    <ConfirmedChange
      operation="PackerService_UpdateRegistry"
      request={request}
      title={activated ? said.activate : said.deactivate}
      action={activated ? said.activate : said.deactivate}
      {...(!activated && { typed: settingsWords.words.deactivate })}
      onClose={onClose}
    >
      <p>{activated ? said.active : said.deactivating}</p>
    </ConfirmedChange>
  )
}

function Deletion({ project, onClose }: AskedProps) {
  const params = inProject(project)
  const query = { 'pagination.page_size': 1 }
  const answer = useAnswer('AssayService_ListBucketOverviews', { params, query })
  return (
    <ConfirmedChange
      operation="PackerService_DeleteRegistry"
      request={{ params }}
      title={said.delete}
      action={said.delete}
      typed={project.name}
      leadsTo={`${projectPath(project)}/buckets`}
      onClose={onClose}
    >
      <Answered answer={answer} lines={1}>
        {({ total_count: count }) => <p>{said.deleting(count)}</p>}
      </Answered>
    </ConfirmedChange>
  )
}
