package walk

import (
	"testing"

	"github.com/go-openapi/runtime"
	webhooks "github.com/hashicorp/hcp-sdk-go/clients/cloud-webhook/stable/2023-05-31/client/webhook_service"
	models "github.com/hashicorp/hcp-sdk-go/clients/cloud-webhook/stable/2023-05-31/models"
)

// webhooks uses a webhook that is not enabled, so that no receiver is verified.
func (w *walk) webhooks(transport runtime.ClientTransport) {
	client := webhooks.New(transport, nil)
	project := "project/" + w.project
	var created *models.HashicorpCloudWebhookWebhook

	get := func() (*models.HashicorpCloudWebhookWebhook, error) {
		answer, err := client.WebhookServiceGetWebhook(
			webhooks.NewWebhookServiceGetWebhookParams().WithResourceName(created.ResourceName), nil)
		if err != nil {
			return nil, err
		}
		return answer.Payload.Webhook, nil
	}
	isNow := func(t *testing.T) {
		t.Helper()
		found, err := get()
		ok(t, err)
		created.UpdatedAt = found.UpdatedAt
		equal(t, "the webhook", *found, *created)
	}

	w.step("WebhookService_CreateWebhook", func(t *testing.T) {
		body := &models.HashicorpCloudWebhookCreateWebhookRequestBody{
			Name:        "walked",
			Description: "of the walk",
			Enabled:     pointer(false),
			Config:      &models.HashicorpCloudWebhookWebhookConfig{URL: "https://receiver.example/hook", HmacKey: "its key"},
			Subscriptions: []*models.HashicorpCloudWebhookWebhookSubscription{{
				Events: []*models.HashicorpCloudWebhookWebhookSubscriptionEvent{
					{Action: "*", Source: "hashicorp.packer.version"}},
			}},
		}
		answer, err := client.WebhookServiceCreateWebhook(webhooks.NewWebhookServiceCreateWebhookParams().
			WithParentResourceName(project).WithBody(body), nil)
		ok(t, err)
		created = answer.Payload.Webhook
		isULID(t, "its id", created.ResourceID)
		isRecent(t, "its creation", created.CreatedAt)
		equal(t, "the webhook", *created, models.HashicorpCloudWebhookWebhook{
			Config:        &models.HashicorpCloudWebhookWebhookConfig{URL: "https://receiver.example/hook"},
			CreatedAt:     created.CreatedAt,
			Description:   "of the walk",
			ResourceID:    created.ResourceID,
			ResourceName:  "webhook/" + project + "/geo/us/webhook/walked",
			Subscriptions: body.Subscriptions,
			UpdatedAt:     created.UpdatedAt,
		})
	})
	w.step("WebhookService_GetWebhook", isNow)
	w.step("WebhookService_ListWebhooks", func(t *testing.T) {
		answer, err := client.WebhookServiceListWebhooks(
			webhooks.NewWebhookServiceListWebhooksParams().WithParentResourceName(project), nil)
		ok(t, err)
		equal(t, "the webhooks", answer.Payload.Webhooks, []*models.HashicorpCloudWebhookWebhook{created})
	})
	w.step("WebhookService_UpdateWebhook", func(t *testing.T) {
		body := &models.HashicorpCloudWebhookUpdateWebhookRequestBody{
			Webhook:    &models.HashicorpCloudWebhookWebhook{Description: "walked on", Enabled: true},
			UpdateMask: "description",
		}
		_, err := client.WebhookServiceUpdateWebhook(webhooks.NewWebhookServiceUpdateWebhookParams().
			WithResourceName(created.ResourceName).WithBody(body), nil)
		ok(t, err)
		created.Description = "walked on"
		isNow(t)
	})
	w.step("WebhookService_UpdateWebhookName", func(t *testing.T) {
		answer, err := client.WebhookServiceUpdateWebhookName(webhooks.NewWebhookServiceUpdateWebhookNameParams().
			WithResourceName(created.ResourceName).
			WithBody(&models.HashicorpCloudWebhookUpdateWebhookNameRequestBody{Name: "renamed"}), nil)
		ok(t, err)
		created.ResourceName = answer.Payload.Webhook.ResourceName
		equal(t, "its resource name", created.ResourceName, "webhook/"+project+"/geo/us/webhook/renamed")
		isNow(t)
	})
	w.step("WebhookService_ListWebhookDeliveries", func(t *testing.T) {
		answer, err := client.WebhookServiceListWebhookDeliveries(webhooks.NewWebhookServiceListWebhookDeliveriesParams().
			WithParentResourceName(created.ResourceName), nil)
		ok(t, err)
		equal(t, "the number of deliveries", len(answer.Payload.Deliveries), 0)
	})
	w.step("WebhookService_DeleteWebhook", func(t *testing.T) {
		_, err := client.WebhookServiceDeleteWebhook(
			webhooks.NewWebhookServiceDeleteWebhookParams().WithResourceName(created.ResourceName), nil)
		ok(t, err)
		_, err = get()
		refused(t, err, 404, 5, "renamed")
	})
}
