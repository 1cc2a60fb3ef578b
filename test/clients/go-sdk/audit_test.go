package walk

import (
	"testing"

	"github.com/go-openapi/runtime"
	logs "github.com/hashicorp/hcp-sdk-go/clients/cloud-log-service/preview/2021-03-30/client/log_service"
	entries "github.com/hashicorp/hcp-sdk-go/clients/cloud-log-service/preview/2021-03-30/models"
)

// audit reads what the walk has written to the audit log so far.
func (w *walk) audit(transport runtime.ClientTransport) {
	client := logs.New(transport, nil)

	w.step("LogService_Get", func(t *testing.T) {
		streams := []*entries.LogService20210330LogStream{{OrganizationID: w.org, ProjectID: w.project}}
		get := func(token string) *entries.LogService20210330GetResponse {
			request := &entries.LogService20210330GetRequest{Streams: streams, PageSize: 2, NextPageToken: token}
			answer, err := client.LogServiceGet(logs.NewLogServiceGetParams().WithBody(request), nil)
			ok(t, err)
			valid(t, answer.Payload)
			equal(t, "how many entries there are", len(answer.Payload.Entries), 2)
			return answer.Payload
		}
		newest := get("")
		older := get(newest.NextPageToken)
		first, last := newest.Entries[0], older.Entries[1]
		isRecent(t, "when it happened", first.Timestamp)
		equal(t, "whose it is", first.Stream.ProjectID, w.project)
		equal(t, "who did it", first.ControlPlaneEvent.AuthenticationInfo.Principal.Service.Name, "admin")
		equal(t, "whether it was done", first.ControlPlaneEvent.Metadata.(map[string]any)["status"], any("OK"))
		equal(t, "whether another page has another entry", first.ID != last.ID, true)
	})
}
