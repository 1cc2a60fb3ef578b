// A test message to a receiver, and its response.
import { Button, Group } from '@mantine/core'
import { inProject, type Project } from '../../asking/place.ts'
import { useCall } from '../../asking/use-call.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { webhookWords } from '../../words/webhook-words.ts'
import { RequestShown, ResponseShown } from './exchange.tsx'
import type { WebhookOverview } from './webhook.ts'

const says = webhookWords.testing

interface TestWebhookProps {
  readonly project: Project
  readonly overview: WebhookOverview
  readonly onClose: () => void
}

export function TestWebhook({ project, overview, onClose }: TestWebhookProps) {
  const test = useCall('AssayService_TestWebhook')
  const request = { params: { ...inProject(project), webhook_name: overview.name } }
  return (
    <Dialog title={says.title} isPending={test.isPending} onClose={onClose}>
      <p>{says.says(overview.host)}</p>
      <Group>
        <Button
          variant="filled"
          data-autofocus
          loading={test.isPending}
          onClick={() => {
            test.mutate(request)
          }}
        >
          {says.send}
        </Button>
      </Group>
      {test.error && <ErrorNote error={test.error} />}
      {test.data && (
        <>
          <p className="note" role="status" data-look={test.data.failure === '' ? 'valid' : 'revoked'}>
            {test.data.failure === '' ? says.accepted : says.refused(test.data.failure)}
          </p>
          <ResponseShown response={test.data.response} />
          <RequestShown request={test.data.request} />
        </>
      )}
      <EquivalentCall operation="AssayService_TestWebhook" request={request} />
    </Dialog>
  )
}
