package walk

import (
	"errors"
	"fmt"
	"strconv"
	"testing"

	"github.com/go-openapi/runtime"
	logs "github.com/hashicorp/hcp-sdk-go/clients/cloud-log-service/preview/2021-03-30/client/log_service"
	streaming "github.com/hashicorp/hcp-sdk-go/clients/cloud-log-service/preview/2021-03-30/client/streaming_service"
	models "github.com/hashicorp/hcp-sdk-go/clients/cloud-log-service/preview/2021-03-30/models"
)

// destinations creates a destination where nothing listens, so that its test fails and nothing is sent.
func (w *walk) destinations(transport runtime.ClientTransport) {
	client := streaming.New(transport, nil)

	var created *models.LogService20210330StreamingDestination
	get := func() (*models.LogService20210330StreamingDestination, error) {
		answer, err := client.StreamingServiceGetDestination(streaming.NewStreamingServiceGetDestinationParams().
			WithOrganizationID(w.org).WithDestinationID(created.ID), nil)
		if err != nil {
			return nil, err
		}
		return answer.Payload.Destination, nil
	}
	splunk := func(token string) *models.LogService20210330StreamingSplunkCloudProvider {
		return &models.LogService20210330StreamingSplunkCloudProvider{
			HecEndpoint: "https://127.0.0.1:1/services/collector/event", Token: token,
		}
	}

	w.step("StreamingService_CreateDestination", func(t *testing.T) {
		body := &models.LogService20210330CreateDestinationRequest{
			DestinationName: "walked", SourceChannel: "TERRAFORM", SplunkCloudProvider: splunk("token"),
		}
		answer, err := client.StreamingServiceCreateDestination(
			streaming.NewStreamingServiceCreateDestinationParams().WithOrganizationID(w.org).WithBody(body), nil)
		ok(t, err)
		created = answer.Payload.Destination
		equal(t, "its name", created.Name, "walked")
		equal(t, "its source", *created.Source, models.LogService20210330DestinationSourceDESTINATIONSOURCETERRAFORM)
		equal(t, "its provider", *created.SplunkCloudProvider, *splunk(""))
	})
	w.step("StreamingService_CreateDestinationFilter", func(t *testing.T) {
		all := models.LogService20210330DestinationFilterTypeDESTINATIONFILTERTYPEORGFILTER
		body := &models.LogService20210330CreateDestinationFilterRequest{FilterType: &all}
		_, err := client.StreamingServiceCreateDestinationFilter(streaming.NewStreamingServiceCreateDestinationFilterParams().
			WithOrganizationID(w.org).WithDestinationID(created.ID).WithBody(body), nil)
		ok(t, err)
	})
	w.step("StreamingService_GetDestination", func(t *testing.T) {
		found, err := get()
		ok(t, err)
		equal(t, "whether it has a filter", found.Filter.OrganizationFilter.ID != "", true)
	})
	w.step("StreamingService_ListDestinations", func(t *testing.T) {
		answer, err := client.StreamingServiceListDestinations(
			streaming.NewStreamingServiceListDestinationsParams().WithOrganizationID(w.org), nil)
		ok(t, err)
		equal(t, "how many there are", len(answer.Payload.Destinations), 1)
		equal(t, "which one it is", answer.Payload.Destinations[0].ID, created.ID)
	})
	w.step("StreamingService_UpdateDestination", func(t *testing.T) {
		body := &models.LogService20210330UpdateDestinationRequest{
			Name: "walked-on", Mask: &models.ProtobufFieldMask{Paths: []string{"name"}},
		}
		_, err := client.StreamingServiceUpdateDestination(streaming.NewStreamingServiceUpdateDestinationParams().
			WithOrganizationID(w.org).WithID(created.ID).WithBody(body), nil)
		ok(t, err)
		found, err := get()
		ok(t, err)
		equal(t, "its name", found.Name, "walked-on")
	})
	w.step("StreamingService_TestDestination", func(t *testing.T) {
		body := &models.LogService20210330TestDestinationRequest{ID: created.ID}
		answer, err := client.StreamingServiceTestDestination(
			streaming.NewStreamingServiceTestDestinationParams().WithOrganizationID(w.org).WithBody(body), nil)
		ok(t, err)
		equal(t, "how it goes", *answer.Payload.Status, models.LogService20210330DestinationStatusDESTINATIONSTATUSFAILINGPROVIDER)
	})
	w.step("StreamingService_DeleteDestination", func(t *testing.T) {
		_, err := client.StreamingServiceDeleteDestination(streaming.NewStreamingServiceDeleteDestinationParams().
			WithOrganizationID(w.org).WithDestinationID(created.ID), nil)
		ok(t, err)
		_, err = get()
		refusedByLogs(t, err, 404, 5)
	})
	w.olderDestinations(transport)
}

// olderDestinations does the same through the service that older releases of Terraform's provider use.
func (w *walk) olderDestinations(transport runtime.ClientTransport) {
	client := logs.New(transport, nil)
	var id string
	request := func(name string) *models.LogService20210330CreateStreamingDestinationRequest {
		return &models.LogService20210330CreateStreamingDestinationRequest{
			DestinationName: name,
			DatadogProvider: &models.LogService20210330DatadogProvider{
				Endpoint:      "https://127.0.0.1:1",
				Authorization: &models.LogService20210330Authorization{Header: "DD-API-KEY", Value: "key"},
			},
		}
	}

	w.step("LogService_CreateStreamingDestination", func(t *testing.T) {
		answer, err := client.LogServiceCreateStreamingDestination(logs.NewLogServiceCreateStreamingDestinationParams().
			WithLocationOrganizationID(w.org).WithLocationProjectID(w.project).WithBody(request("older")), nil)
		ok(t, err)
		id = answer.Payload.Destination.Resource.ID
	})
	w.step("LogService_CreateStreamingDestination2", func(t *testing.T) {
		_, err := client.LogServiceCreateStreamingDestination2(logs.NewLogServiceCreateStreamingDestination2Params().
			WithLocationOrganizationID(w.org).WithBody(request("older")), nil)
		refusedByLogs(t, err, 409, 6)
	})
	w.step("LogService_CreateStreamingDestinationFilter", func(t *testing.T) {
		body := &models.LogService20210330CreateStreamingDestinationFilterRequest{
			OrganizationFilter: &models.LogService20210330OrganizationFilter{},
		}
		_, err := client.LogServiceCreateStreamingDestinationFilter(logs.NewLogServiceCreateStreamingDestinationFilterParams().
			WithOrganizationID(w.org).WithDestinationID(id).WithBody(body), nil)
		ok(t, err)
	})
	w.step("LogService_UpdateStreamingDestination", func(t *testing.T) {
		body := &models.LogService20210330UpdateStreamingDestinationRequest{
			Destination: &models.LogService20210330Destination{Name: "old"},
			Mask:        &models.ProtobufFieldMask{Paths: []string{"name"}},
		}
		_, err := client.LogServiceUpdateStreamingDestination(logs.NewLogServiceUpdateStreamingDestinationParams().
			WithDestinationResourceLocationOrganizationID(w.org).WithDestinationResourceLocationProjectID(w.project).
			WithDestinationResourceID(id).WithBody(body), nil)
		ok(t, err)
	})
	w.step("LogService_GetStreamingDestination", func(t *testing.T) {
		answer, err := client.LogServiceGetStreamingDestination(logs.NewLogServiceGetStreamingDestinationParams().
			WithLocationOrganizationID(w.org).WithLocationProjectID(w.project).WithDestinationID(id), nil)
		ok(t, err)
		equal(t, "its name", answer.Payload.Destination.Name, "old")
		equal(t, "its key", answer.Payload.Destination.DatadogProvider.Authorization.Value, "")
	})
	w.step("LogService_GetStreamingDestination2", func(t *testing.T) {
		answer, err := client.LogServiceGetStreamingDestination2(logs.NewLogServiceGetStreamingDestination2Params().
			WithLocationOrganizationID(w.org).WithDestinationID(id), nil)
		ok(t, err)
		equal(t, "its name", answer.Payload.Destination.Name, "old")
	})
	w.step("LogService_ListStreamingDestinations", func(t *testing.T) {
		answer, err := client.LogServiceListStreamingDestinations(logs.NewLogServiceListStreamingDestinationsParams().
			WithLocationOrganizationID(w.org).WithLocationProjectID(w.project), nil)
		ok(t, err)
		equal(t, "how many there are", len(answer.Payload.Destinations), 1)
	})
	w.step("LogService_ListStreamingDestinations2", func(t *testing.T) {
		answer, err := client.LogServiceListStreamingDestinations2(
			logs.NewLogServiceListStreamingDestinations2Params().WithLocationOrganizationID(w.org), nil)
		ok(t, err)
		equal(t, "how many there are", len(answer.Payload.Destinations), 1)
	})
	w.step("LogService_TestStreamingDestination", func(t *testing.T) {
		body := &models.LogService20210330TestStreamingDestinationRequest{ExistingDestinationID: id}
		answer, err := client.LogServiceTestStreamingDestination(logs.NewLogServiceTestStreamingDestinationParams().
			WithLocationOrganizationID(w.org).WithLocationProjectID(w.project).WithBody(body), nil)
		ok(t, err)
		equal(t, "how it goes", answer.Payload.Status, "DESTINATION_STATUS_FAILING_PROVIDER")
	})
	w.step("LogService_DeleteStreamingDestination", func(t *testing.T) {
		answer, err := client.LogServiceDeleteStreamingDestination(logs.NewLogServiceDeleteStreamingDestinationParams().
			WithLocationOrganizationID(w.org).WithLocationProjectID(w.project).WithDestinationID(id), nil)
		ok(t, err)
		equal(t, "whether it is gone", answer.Payload.Success, true)
	})
}

// refusedByLogs is like refused, for the one document whose errors are those of an older gateway.
func refusedByLogs(t *testing.T, err error, status, code int) {
	t.Helper()
	var answer interface{ Code() int }
	if !errors.As(err, &answer) {
		t.Fatalf("answered %v instead of refusing", err)
	}
	equal(t, "the HTTP status", answer.Code(), status)
	equal(t, "the code in the text", packersCode.FindStringSubmatch(fmt.Sprintf("%+v", err))[1:], []string{strconv.Itoa(code)})
}
