using System.Collections.Frozen;
using static WorkOs.AspNetCore.WorkOsFailureCodes;

namespace SampleSite.SignIn;

/// <summary>The messages of this site for failure codes. They are shown above the sign-in form, which "below" refers to.</summary>
public static class FailureSentences
{
    /// <summary>The message for other codes, such as codes that WorkOS adds later.</summary>
    public const string General = "The sign-in did not work. Please try again below.";

    private static readonly FrozenDictionary<string, string> ByCode = new Dictionary<string, string>
    {
        [StateMissing] = "That page only works as the last step of a sign-in. Please start below.",
        [StateInvalid] = "The sign-in could not be verified. Please start again below.",
        [StateExpired] = "The sign-in took too long. Please try again below.",
        [CorrelationFailed] = "Your browser did not keep the cookie of the sign-in. Please allow cookies for this site and try again below.",
        [CodeMissing] = "The sign-in came back incomplete. Please try again below.",
        [MethodNotAllowed] = "That page cannot be used in that way. Please start below.",
        [IdpInitiated] = "Your company’s portal cannot open this site directly. Please sign in below instead.",
        [IdpInitiatedSsoDisabled] = "Your company’s portal is not allowed to open this site directly. Please sign in below instead.",
        [OrganizationNotFound] = "We know no company with that e-mail domain. Please check the address, or ask your administrator to set up single sign-on.",
        [OrganizationLookupFailed] = "We could not look up your company just now. Please try again in a moment.",
        [OrganizationMismatch] = "That account or link belongs to another company. Please try again with your address at the company you want.",
        [OrganizationSelectionRequired] = "You belong to several organizations. Please choose the one to sign in to.",
        [OrganizationSwitchRejected] = "You could not be moved to that organization. Please sign in to it instead.",
        [ConnectionMismatch] = "You came back through another connection than the one you started with. Please try again below.",
        [ProviderMismatch] = "You came back from another provider than the one you chose. Please try again below.",
        [TokenExchangeRejected] = "WorkOS did not accept the sign-in. Please try again; if it happens again, tell us the code.",
        [TokenExchangeUnavailable] = "WorkOS cannot be reached just now. Please try again in a moment.",
        [TokenResponseInvalid] = "WorkOS gave an answer that we could not read. Please try again in a moment.",
        [DiscoveryUnavailable] = "The sign-in service cannot be reached just now. Please try again in a moment.",
        [DiscoveryInvalid] = "The sign-in service is not set up as this site expects. Please contact us.",
        [IssuerMismatch] = "The answer came from another sign-in service than the one you were sent to. Please try again below.",
        [TokenInvalid] = "What the sign-in service said about you could not be verified. Please try again below.",
        [ProfileMissing] = "WorkOS did not say who you are. Please try again below.",
        [SessionExpired] = "Your session has ended. Please sign in again.",
        [SessionStoreUnavailable] = "We could not read your session just now. Please try again in a moment.",
        [SessionsUnavailable] = "We could not reach the list of your sessions just now. Please try again in a moment.",
        [AdminPortalOrganizationMissing] = "You are not signed in to a company that could be set up here. Please sign in to your company first.",
        [AdminPortalRejected] = "The settings of your company could not be opened. Please contact us.",
        [AdminPortalUnavailable] = "The settings of your company cannot be opened just now. Please try again in a moment.",
        [SignInRejected] = "You may not sign in to this site with that account. Another account may work.",
        [SignInFailed] = "Something on our side went wrong while you signed in. Please try again in a moment.",
        [Forbidden] = "You are signed in, but you may not open that page.",
        [AntiforgeryFailed] = "The form was out of date, or your browser does not keep cookies for this site. Please try again.",
        [AccessDenied] = "Your company’s sign-in page denied access, or you declined. You can try again below.",
        [SignInConsentDenied] = "You declined the sign-in. You can try again below.",
        [AmbiguousConnectionSelector] = "Your company has several ways to sign in, and we could not tell which one is yours. Please contact us.",
        [ConnectionDomainInvalid] = "No single sign-on is set up for your company’s domain. Please contact your administrator.",
        [ConnectionInvalid] = "The sign-in connection does not exist any more. Please try with your e-mail address below.",
        [ConnectionStrategyInvalid] = "The sign-in connection is not completely set up. Please contact us.",
        [ConnectionUnlinked] = "Your company’s sign-in connection is not linked. Please contact your administrator.",
        [DomainConnectionSelectorNotAllowed] = "Sign-in by e-mail domain is switched off. Please contact us.",
        [InvalidConnectionSelector] = "We could not tell which company you want to sign in to. Please enter your e-mail address below.",
        [OrganizationInvalid] = "Your company is not set up for single sign-on. Please contact your administrator.",
        [OAuthFailed] = "The sign-in provider reported a problem. Please try again below.",
        [ProfileNotAllowedOutsideOrganization] = "Your address does not belong to the company’s domains. Please use your work address.",
        [ServerError] = "WorkOS reported a problem. Please try again in a moment.",
    }.ToFrozenDictionary();

    public static string For(string code) => ByCode.GetValueOrDefault(code, General);
}
