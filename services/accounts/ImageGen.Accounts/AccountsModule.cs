using ImageGen.Accounts.Attempts;
using ImageGen.Accounts.Audit;
using ImageGen.Accounts.Exchange;
using ImageGen.Accounts.Keys;
using ImageGen.Accounts.Oidc;
using ImageGen.Accounts.People;
using ImageGen.Accounts.Profile;
using ImageGen.Accounts.Protection;
using ImageGen.Accounts.Sessions;
using ImageGen.Accounts.Setup;
using ImageGen.Accounts.SignIn;
using ImageGen.Accounts.Teams;
using ImageGen.Accounts.Tokens;
using ImageGen.Accounts.Users;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Loops;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ImageGen.Accounts;

/// <summary>Who may come in: users, teams, sessions, keys, and the tokens by which the other services know them.</summary>
public static class AccountsModule
{
    /// <param name="isOptional">
    /// In Standalone: people sign in once there is an administrator; before, there is one local user, and only this machine may reach it.
    /// </param>
    /// <exception cref="ServiceDefaults.Configuration.ConfigurationException"><c>IMAGEGEN_AUDIT_DAYS</c> is no number of days.</exception>
    public static IHostApplicationBuilder AddAccounts(this IHostApplicationBuilder builder, bool isOptional = false)
    {
        builder.AddDocuments<User>();
        builder.AddDocuments<Team>();
        builder.AddDocuments<Membership>();
        builder.AddDocuments<Session>();
        builder.AddDocuments<ApiKey>();
        builder.AddDocuments<SigningKey>();
        builder.AddDocuments<AttemptCount>();
        builder.AddDocuments<SetupCode>();
        builder.AddDocuments<AuditEntry>();
        builder.AddOutbox<User>();
        builder.AddOutbox<Team>();
        builder.AddOutbox<Membership>();
        builder.AddOutbox<ApiKey>();
        builder.AddSharedProtection();
        builder.AddOidc(isBehind: !isOptional);
        var services = builder.Services;
        services.TryAddSingleton<DocumentIds>();
        services.AddSingleton<Passwords>();
        services.AddSingleton(AuditSettings.From(builder.Configuration));
        // The record is kept here, so what happens here needs no bus to come to it.
        services.AddSingleton<AuditLog>();
        services.AddDirectHandler<Audited, AuditLog>();
        services.AddSingleton(provider => new AuditInbox(provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<UserStore>();
        services.AddSingleton<TeamStore>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<KeyStore>();
        services.AddSingleton<AttemptGuard>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<TokenIssuer>();
        services.AddSingleton<IConfigurationManager<OpenIdConnectConfiguration>, OwnKeys>();
        services.AddSingleton<ICredentialExchange, CredentialExchange>();
        services.AddSingleton<IStanding, UserStanding>();
        services.AddSingleton<SignInHandler>();
        services.AddSingleton<SessionCookies>();
        services.AddSingleton<FirstAdmin>();
        if (isOptional)
            services.AddHostedService<LocalStart>();
        else
            services.AddHostedService<FirstStart>();
        services.AddLoop<AccountsPurge>(TimeSpan.FromMinutes(10), purge => purge.RunOnceAsync);
        return builder;
    }

    public static void AddAccountsConsumers(this IBusRegistrationConfigurator bus) => bus.AddHandler<Audited, AuditInbox>("accounts-audited");

    /// <summary>What people and programs call.</summary>
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithMetadata(new RequestSizeLimitAttribute(BodyLimits.Small));
        SessionEndpoints.Map(api);
        var accounts = api.MapGroup("").AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<AccountsMode>().InUse ? await next(context) : throw ProblemException.Of(409, ErrorCodes.AccountsOff));
        SessionEndpoints.MapForAccounts(accounts);
        OidcEndpoints.Map(accounts);
        SetupEndpoint.Map(accounts);
        AccountEndpoints.Map(accounts);
        OwnSessionEndpoints.Map(accounts);
        KeyEndpoints.Map(accounts);
        UserEndpoints.Map(accounts);
        TeamEndpoints.Map(accounts);
        AuditEndpoint.Map(accounts);
        return routes;
    }

    /// <summary>What the gateway and the other services call, and nobody outside: never routed.</summary>
    public static IEndpointRouteBuilder MapAccountsInside(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<AccountsMode>().Begin();
        ExchangeEndpoint.Map(routes);
        StandingEndpoint.Map(routes);
        PublishedKeys.Map(routes);
        return routes;
    }
}
