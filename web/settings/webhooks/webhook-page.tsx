// One webhook: what it is, the actions on it, and its deliveries.
import { useParams } from 'react-router'
import { projectResource, usePermits } from '../../asking/permissions.ts'
import { inProject, projectPath, useProject } from '../../asking/place.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { Answered } from '../../parts/answered.tsx'
import { Copyable } from '../../parts/copyable.tsx'
import { Fact } from '../../parts/fact.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { TimeAgo } from '../../parts/time-ago.tsx'
import { whyNot } from '../../parts/why-not.ts'
import { settingsWords } from '../../words/settings-words.ts'
import { webhookWords } from '../../words/webhook-words.ts'
import { DeliveryList } from './delivery-list.tsx'
import { SubscribedEvents } from './subscribed-events.tsx'
import { formatInWords, UNTOLD, webhooksPath } from './webhook.ts'
import { WebhookActions } from './webhook-actions.tsx'
import { WebhookStateBadge } from './webhook-state.tsx'
import { Waiting } from './webhooks-page.tsx'

const says = webhookWords.facts

export function WebhookPage() {
  const { webhook: name = '' } = useParams()
  const project = useProject()
  const permits = usePermits(projectResource(project.id))
  const refusal = whyNot(permits, 'webhook.webhooks.get')
  const when = refusal === null
  const named = { resource_name: `webhook/project/${project.id}/geo/us/webhook/${name}` }
  const found = useAnswer('WebhookService_GetWebhook', { params: named }, { when })
  const query = { webhook_name: name }
  const standing = useAnswer(
    'AssayService_ListWebhookOverviews',
    { params: inProject(project), query },
    { when, again: UNTOLD },
  )
  const webhook = found.data?.webhook
  const overview = standing.data?.webhooks[0]
  const data = webhook && overview ? { webhook, overview } : undefined
  const answer = {
    data,
    error: found.error ?? standing.error,
    refetch: () => Promise.all([found.refetch(), standing.refetch()]),
  }
  return (
    <>
      <PageHead
        title={name}
        crumbs={[
          { name: project.name, to: projectPath(project) },
          { name: settingsWords.title, to: `${projectPath(project)}/settings` },
          { name: webhookWords.title, to: webhooksPath(project) },
        ]}
        aside={overview && <WebhookStateBadge webhook={overview} />}
        actions={data && <WebhookActions project={project} permits={permits} {...data} />}
      />
      {refusal === null ? (
        <Answered answer={answer}>
          {(shown) => (
            <>
              {shown.webhook.description !== '' && <p>{shown.webhook.description}</p>}
              <dl className="facts">
                <Fact name={says.url}>
                  <Copyable text={shown.webhook.config?.url ?? ''} label={says.url} />
                </Fact>
                <Fact name={says.told}>
                  <SubscribedEvents project={project} subscriptions={shown.overview.subscriptions} />
                </Fact>
                <Fact name={says.format}>{formatInWords(shown.overview.format)}</Fact>
                <Fact name={says.signed}>{shown.overview.signed ? says.signedSays.yes : says.signedSays.no}</Fact>
                <Fact name={says.waiting}>
                  <Waiting webhook={shown.overview} />
                </Fact>
                {shown.overview.next_try_at !== null && (
                  <Fact name={says.next}>
                    <TimeAgo at={shown.overview.next_try_at} />
                  </Fact>
                )}
                <Fact name={says.changed}>
                  <TimeAgo at={shown.webhook.updated_at} />
                </Fact>
                <Fact name={says.resourceName}>
                  <Copyable text={shown.webhook.resource_name} label={says.resourceName} />
                </Fact>
              </dl>
              <DeliveryList project={project} permits={permits} webhook={shown.overview} />
            </>
          )}
        </Answered>
      ) : (
        <p className="note">{refusal}</p>
      )}
    </>
  )
}
