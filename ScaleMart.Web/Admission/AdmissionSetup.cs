namespace ScaleMart.Web.Admission;

public static class AdmissionSetup
{
    public static IServiceCollection AddAdmission(this IServiceCollection services, IConfiguration configuration) => throw new NotSupportedException();

    /// <summary>
    /// Stands behind the error pages and before authentication: from here on the remote address is the client's, and whoever
    /// asks too often goes no further.
    /// </summary>
    public static IApplicationBuilder UseAdmission(this IApplicationBuilder app) => throw new NotSupportedException();
}
