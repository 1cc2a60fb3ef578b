package walk

import (
	"errors"
	"strings"
	"testing"

	"github.com/go-openapi/runtime"
	billing "github.com/hashicorp/hcp-sdk-go/clients/cloud-billing/preview/2020-11-05/client/billing_account_service"
	account "github.com/hashicorp/hcp-sdk-go/clients/cloud-billing/preview/2020-11-05/models"
)

const defaultAccount = "default-account"

// billing does what clients do with the billing account after they have created a project.
func (w *walk) billing(transport runtime.ClientTransport) {
	client := billing.New(transport, nil)
	var found *account.Billing20201105BillingAccount

	w.step("BillingAccountService_Get", func(t *testing.T) {
		answer, err := client.BillingAccountServiceGet(billing.NewBillingAccountServiceGetParams().
			WithOrganizationID(w.org).WithID(defaultAccount), nil)
		ok(t, err)
		valid(t, answer.Payload)
		found = answer.Payload.BillingAccount
		equal(t, "the account", found.ID, defaultAccount)
		equal(t, "its organization", found.OrganizationID, w.org)
		equal(t, "its projects", found.ProjectIds, []string{w.project})
	})
	w.step("BillingAccountService_Update", func(t *testing.T) {
		update := func(projects ...string) (*billing.BillingAccountServiceUpdateOK, error) {
			body := &account.BillingAccountServiceUpdateBody{Name: found.Name, Country: found.Country, ProjectIds: projects}
			return client.BillingAccountServiceUpdate(billing.NewBillingAccountServiceUpdateParams().
				WithOrganizationID(w.org).WithID(defaultAccount).WithBody(body), nil)
		}
		answer, err := update(w.project)
		ok(t, err)
		valid(t, answer.Payload)
		equal(t, "the account", *answer.Payload.BillingAccount, *found)
		_, err = update(w.project, "nowhere")
		// Its type differs from the usual one.
		var refusal *billing.BillingAccountServiceUpdateDefault
		if !errors.As(err, &refusal) {
			t.Fatalf("answered %v instead of refusing", err)
		}
		equal(t, "the HTTP status", refusal.Code(), 400)
		equal(t, "the code", refusal.Payload.Code, 3)
		equal(t, "whether it names what there is not", strings.Contains(refusal.Payload.Message, "nowhere"), true)
	})
}
