// The subscriptions of a webhook in words: which actions, and of which buckets.
import { Link } from 'react-router'
import { type Project, projectPath } from '../../asking/place.ts'
import { actionsInWords } from '../../parts/action-choices.tsx'
import { webhookWords } from '../../words/webhook-words.ts'
import type { WebhookOverview } from './webhook.ts'

interface SubscribedEventsProps {
  readonly project: Project
  readonly subscriptions: WebhookOverview['subscriptions']
}

export function SubscribedEvents({ project, subscriptions }: SubscribedEventsProps) {
  return subscriptions.map(({ resource_id: id, kind, bucket_name: name, actions }) => {
    const what = actionsInWords(actions)
    return (
      <div key={id}>
        {kind === 'BUCKET' ? (
          <>
            {webhookWords.of(what, '')}
            <Link to={`${projectPath(project)}/buckets/${encodeURIComponent(name)}`}>{name}</Link>
          </>
        ) : (
          webhookWords.of(what, webhookWords.things[kind])
        )}
      </div>
    )
  })
}
