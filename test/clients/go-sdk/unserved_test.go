package walk

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/go-openapi/runtime"
	iam "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/client"
	logs "github.com/hashicorp/hcp-sdk-go/clients/cloud-log-service/preview/2021-03-30/client"
	resources "github.com/hashicorp/hcp-sdk-go/clients/cloud-resource-manager/stable/2019-12-10/client"
	webhooks "github.com/hashicorp/hcp-sdk-go/clients/cloud-webhook/stable/2023-05-31/client"
)

// unserved calls every operation outside of the walk. None of them is served, and the response must say so: Terraform drops
// from its state what is not found.
func (w *walk) unserved(transport runtime.ClientTransport) {
	iamClient, logClient := iam.New(transport, nil), logs.New(transport, nil)
	resourceClient, webhookClient := resources.New(transport, nil), webhooks.New(transport, nil)
	walked := map[string]bool{}
	for operation := range w.walked {
		// The SDK spells the names differently.
		walked[strings.ToLower(strings.ReplaceAll(operation, "_", ""))] = true
	}
	services := map[string]any{
		"AuthConfig":        iamClient.AuthConfigService,
		"Authorization":     resourceClient.AuthorizationService,
		"Groups":            iamClient.GroupsService,
		"Iam":               iamClient.IamService,
		"Invitations":       iamClient.InvitationsService,
		"Profile":           iamClient.ProfileService,
		"ServicePrincipals": iamClient.ServicePrincipalsService,
		"SSOManagement":     iamClient.SsoManagementService,
		"Logs":              logClient.LogService,
		"Streaming":         logClient.StreamingService,
		"Organizations":     resourceClient.OrganizationService,
		"Projects":          resourceClient.ProjectService,
		"Resources":         resourceClient.ResourceService,
		"Webhooks":          webhookClient.WebhookService,
	}
	for name, service := range services {
		w.step("Unserved/"+name, func(t *testing.T) {
			value := reflect.ValueOf(service)
			operations := 0
			for i := range value.NumMethod() {
				method := value.Type().Method(i).Name
				if method == "SetTransport" {
					continue
				}
				if !walked[strings.ToLower(method)] {
					w.isUnserved(t, method, value.Method(i))
				}
				operations++
			}
			if operations == 0 {
				t.Fatal("the client has no operations")
			}
		})
	}
}

// isUnserved calls one generated method with its parameters, some of which take a writer of the credentials.
func (w *walk) isUnserved(t *testing.T, name string, method reflect.Value) {
	t.Helper()
	parameters := reflect.New(method.Type().In(0).Elem())
	for i := range parameters.Elem().NumField() {
		if field := parameters.Elem().Field(i); field.CanSet() && field.Kind() == reflect.String {
			field.SetString(w.valueOf(parameters.Elem().Type().Field(i).Name))
		}
	}
	arguments := []reflect.Value{parameters}
	for i := 1; i < method.Type().NumIn()-1; i++ {
		arguments = append(arguments, reflect.Zero(method.Type().In(i)))
	}
	results := method.Call(arguments)
	err, _ := results[len(results)-1].Interface().(error)
	var answer interface{ Code() int }
	if !errors.As(err, &answer) {
		t.Fatalf("%s answered %v instead of refusing", name, err)
	}
	equal(t, "the HTTP status of "+name, answer.Code(), 501)
	found := packersCode.FindStringSubmatch(fmt.Sprintf("%+v", err))
	if len(found) == 0 || found[1] != "12" {
		t.Fatalf("%s: the code in %v is not 12", name, err)
	}
}

// valueOf returns what a caller would use for a path parameter; the SDK encodes its slashes.
func (w *walk) valueOf(parameter string) string {
	switch {
	case strings.Contains(parameter, "ParentResourceName"):
		return "project/" + w.project
	case strings.Contains(parameter, "ResourceName"):
		return fmt.Sprintf("iam/project/%s/service-principal/ci", w.project)
	case strings.HasSuffix(parameter, "OrganizationID"):
		return w.org
	case strings.HasSuffix(parameter, "ProjectID"), parameter == "ID":
		return w.project
	default:
		return "some-name"
	}
}
