global using WorkOs.AspNetCore.Tests.Docs;
