package walk

import (
	"os"
	"strings"
	"testing"

	"github.com/go-openapi/runtime"
	"github.com/go-openapi/strfmt"
	"github.com/hashicorp/hcp-sdk-go/auth/workload"
	caller "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/client/iam_service"
	service "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/client/service_principals_service"
	iam "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/models"
	"github.com/hashicorp/hcp-sdk-go/config"
	"github.com/hashicorp/hcp-sdk-go/httpclient"
)

type provider = iam.HashicorpCloudIamWorkloadIdentityProvider

// workloads lets a program without a key authenticate with a token of an issuer, which comes from the environment.
func (w *walk) workloads(transport runtime.ClientTransport) {
	client := service.New(transport, nil)
	principal, err := projectByName(w, client).create("pipeline")
	ok(w.t, err)
	name := principal.ResourceName + "/workload-identity-provider/walk"
	issuer := &iam.HashicorpCloudIamOIDCWorkloadIdentityProviderConfig{
		AllowedAudiences: []string{"walk"}, IssuerURI: os.Getenv("WALK_ISSUER")}
	var created *provider

	get := func() (*provider, error) {
		answer, err := client.ServicePrincipalsServiceGetWorkloadIdentityProvider(
			service.NewServicePrincipalsServiceGetWorkloadIdentityProviderParams().WithResourceName2(name), nil)
		if err != nil {
			return nil, err
		}
		return answer.Payload.Provider, nil
	}
	list := func(t *testing.T) []*provider {
		answer, err := client.ServicePrincipalsServiceListWorkloadIdentityProvider(
			service.NewServicePrincipalsServiceListWorkloadIdentityProviderParams().
				WithParentResourceName(principal.ResourceName), nil)
		ok(t, err)
		return answer.Payload.Providers
	}

	w.step("ServicePrincipalsService_CreateWorkloadIdentityProvider", func(t *testing.T) {
		body := service.ServicePrincipalsServiceCreateWorkloadIdentityProviderBody{
			Name: "walk",
			Provider: &provider{
				ConditionalAccess: `jwt_claims.sub == "nobody"`, Description: "walked", OidcConfig: issuer},
		}
		answer, err := client.ServicePrincipalsServiceCreateWorkloadIdentityProvider(
			service.NewServicePrincipalsServiceCreateWorkloadIdentityProviderParams().
				WithParentResourceName(principal.ResourceName).WithBody(body), nil)
		ok(t, err)
		created = answer.Payload.Provider
		isULID(t, "its id", created.ResourceID)
		isRecent(t, "its creation", *created.CreatedAt)
		equal(t, "the provider", *created, provider{
			ConditionalAccess: `jwt_claims.sub == "nobody"`,
			CreatedAt:         created.CreatedAt,
			Description:       "walked",
			OidcConfig:        issuer,
			ResourceID:        created.ResourceID,
			ResourceName:      name,
			UpdatedAt:         created.CreatedAt,
		})
	})
	w.step("ServicePrincipalsService_GetWorkloadIdentityProvider", func(t *testing.T) {
		found, err := get()
		ok(t, err)
		equal(t, "the provider", *found, *created)
	})
	w.step("ServicePrincipalsService_ListWorkloadIdentityProvider", func(t *testing.T) {
		equal(t, "the providers", list(t), []*provider{created})
	})
	w.step("ServicePrincipalsService_ExchangeWorkloadIdentityToken/refuses whom the statement does not let in", func(t *testing.T) {
		_, err := exchange(client, name)
		refused(t, err, 401, 16, "the conditional access statement is not met")
		asWorkload, err := withoutKey(name)
		ok(t, err)
		_, err = asWorkload.Token()
		if err == nil || !strings.Contains(err.Error(), `"code":16`) {
			t.Fatalf("the exchange ended with %v, which does not say that nobody was let in", err)
		}
	})
	w.step("ServicePrincipalsService_UpdateWorkloadIdentityProvider", func(t *testing.T) {
		body := service.ServicePrincipalsServiceUpdateWorkloadIdentityProviderBody{
			ConditionalAccess: `jwt_claims.sub == "job"`, Description: "not in the mask"}
		answer, err := client.ServicePrincipalsServiceUpdateWorkloadIdentityProvider(
			service.NewServicePrincipalsServiceUpdateWorkloadIdentityProviderParams().
				WithProviderResourceName(name).WithUpdateMask(pointer("conditional_access")).WithProvider(body), nil)
		ok(t, err)
		updated := answer.Payload.Provider
		isRecent(t, "its change", *updated.UpdatedAt)
		created.ConditionalAccess, created.UpdatedAt = `jwt_claims.sub == "job"`, updated.UpdatedAt
		equal(t, "the provider", *updated, *created)
		found, err := get()
		ok(t, err)
		equal(t, "the provider, asked again", *found, *created)
	})
	w.step("ServicePrincipalsService_ExchangeWorkloadIdentityToken", func(t *testing.T) {
		answer, err := exchange(client, name)
		ok(t, err)
		equal(t, "how long the token lasts", answer.Payload.ExpiresIn, 3600)
		equal(t, "whether there is one", answer.Payload.AccessToken != "", true)
	})
	w.step("ServicePrincipalsService_ExchangeWorkloadIdentityToken/lets the SDK in without a key", func(t *testing.T) {
		asWorkload, err := withoutKey(name)
		ok(t, err)
		itself, err := httpclient.New(httpclient.Config{HCPConfig: asWorkload})
		ok(t, err)
		answer, err := caller.New(itself, nil).IamServiceGetCallerIdentity(caller.NewIamServiceGetCallerIdentityParams(), nil)
		ok(t, err)
		equal(t, "the caller", *answer.Payload.Principal.Service, *principal)
	})
	w.step("ServicePrincipalsService_DeleteWorkloadIdentityProvider", func(t *testing.T) {
		answer, err := client.ServicePrincipalsServiceDeleteWorkloadIdentityProvider(
			service.NewServicePrincipalsServiceDeleteWorkloadIdentityProviderParams().WithResourceName4(name), nil)
		ok(t, err)
		equal(t, "what was deleted", *answer.Payload, iam.HashicorpCloudIamDeleteWorkloadIdentityProviderResponse{
			ResourceID: created.ResourceID, ResourceName: name})
		_, err = get()
		refused(t, err, 404, 5, "walk")
		equal(t, "the number of providers", len(list(t)), 0)
	})
	ok(w.t, projectByName(w, client).remove(principal))
}

func exchange(client service.ClientService, provider string) (*service.ServicePrincipalsServiceExchangeWorkloadIdentityTokenOK, error) {
	word := &iam.HashicorpCloudIamExchangeWorkloadIdentityTokenRequestToken{JwtToken: os.Getenv("WALK_ISSUER_TOKEN")}
	answer, err := client.ServicePrincipalsServiceExchangeWorkloadIdentityToken(
		service.NewServicePrincipalsServiceExchangeWorkloadIdentityTokenParams().
			WithResourceName(provider).WithToken(word), nil)
	if err != nil {
		return nil, err
	}
	return answer, answer.Payload.Validate(strfmt.Default)
}

// withoutKey configures the SDK as in a pipeline that stores no secret.
func withoutKey(provider string) (config.HCPConfig, error) {
	return config.NewHCPConfig(config.FromEnv(), config.WithoutBrowserLogin(), config.WithClientCredentials("", ""),
		config.WithWorkloadIdentity(&workload.IdentityProviderConfig{
			ProviderResourceName: provider,
			Token:                &workload.CredentialTokenSource{Token: os.Getenv("WALK_ISSUER_TOKEN")},
		}))
}
